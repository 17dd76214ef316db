package dev.keydesk.reminder;

import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.platform.Platform;
import dev.keydesk.reminder.ReminderPlanner.Waiting;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Tells each team once a day, at its hour, which of its credentials expire. The reminders of one
 * place are stored in one transaction with the rows that prevent a repetition, so a crash leaves
 * nothing half done, and the next run continues with the remaining places.
 */
public final class ReminderRun {
    /** The kind of job that sends reminders. */
    public static final JobKind REMIND = new JobKind("remind");

    /** The only job of its kind. */
    private static final Job JOB = new Job(REMIND, "desk", 0);

    /** Something to send may come up before the next hour is reached. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(3);

    private static final Duration A_SCAN = Duration.ofMinutes(10);

    /**
     * Scans run every ten minutes; an older one may show credentials that were renewed meanwhile.
     */
    private static final Duration STILL_FRESH = Duration.ofHours(1);

    /** If Entra does not answer for longer, old data is better than no reminder. */
    private static final Duration LONGEST_WAIT_FOR_A_SCAN = Duration.ofHours(3);

    /**
     * In that time Slack tells the users of eight thousand owners; the same morning is early
     * enough.
     */
    private static final Duration LONGEST_WAIT_FOR_OWNERS = Duration.ofHours(3);

    /** What is not sent by the end of its day is never sent. */
    private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(30);

    private final Db db;
    private final Jobs jobs;
    private final Credentials credentials;
    private final ReminderPlanner reminderPlanner;
    private final ReminderLog steps;
    private final DigestWriter digestWriter;
    private final KnownOwners.Source owners;
    private final OwnerLookUps lookUps;
    private final InstantSource clock;
    private volatile Instant startedAt;

    ReminderRun(
            Platform platform,
            ReminderPlanning planning,
            DigestWriter digestWriter,
            OwnerLookUps lookUps) {
        this.db = platform.db();
        this.jobs = platform.jobs();
        this.credentials = planning.credentials();
        this.reminderPlanner = planning.planner();
        this.steps = planning.steps();
        this.digestWriter = digestWriter;
        this.owners = lookUps::stored;
        this.lookUps = lookUps;
        this.clock = platform.clock();
        this.startedAt = clock.instant();
    }

    /**
     * Schedules the job at the start, because the hours in keydesk.yml may have changed since the
     * job was stored.
     */
    public void begin() {
        startedAt = clock.instant();
        if (!reminderPlanner.isEmpty(clock.instant())) {
            db.writing(tx -> jobs.scheduleOrBringForward(tx, JOB, clock.instant()));
        }
    }

    /** Sends what has waited for a scan; called after each complete scan. */
    public void scanned() {
        boolean waiting = reminderPlanner.hours().stream().anyMatch(at -> isOpen(at, today(at)));
        if (waiting && !reminderPlanner.isEmpty(clock.instant())) {
            db.writing(tx -> jobs.scheduleOrBringForward(tx, JOB, clock.instant()));
        }
    }

    /**
     * Called after each scan if only Keydesk's own credential is reported, because it may need
     * attention from then on. A stored job stays as it is.
     */
    public void look() {
        if (!reminderPlanner.isEmpty(clock.instant())) {
            db.writing(tx -> jobs.schedule(tx, JOB, clock.instant()));
        }
    }

    /**
     * The job: sends everything that is due now, and schedules itself for the next hour of any
     * team. It ends if there is nothing to send any more.
     */
    public void remind(Job job) {
        if (reminderPlanner.isEmpty(clock.instant())) {
            return;
        }
        var again = new ArrayList<Instant>();
        for (var at : reminderPlanner.hours()) {
            var day = today(at);
            if (isOpen(at, day)) {
                remind(at, day, asOf(at.momentOn(day).toInstant())).ifPresent(again::add);
            }
        }
        again.add(nextTime());
        throw new RescheduleException(Collections.min(again));
    }

    private LocalDate today(DailyHour at) {
        return LocalDate.ofInstant(clock.instant(), at.zone());
    }

    /** Returns whether that hour was reached and not everybody was told. */
    private boolean isOpen(DailyHour at, LocalDate day) {
        return at.isFor(day)
                && !clock.instant().isBefore(at.momentOn(day).toInstant())
                && !steps.isFinished(at, day);
    }

    private Instant asOf(Instant moment) {
        var now = clock.instant();
        var asOf = credentials.asOf().orElseThrow(() -> new RescheduleException(now.plus(A_SCAN)));
        var waitingSince = moment.isAfter(startedAt) ? moment : startedAt;
        if (asOf.plus(STILL_FRESH).isBefore(now)
                && now.isBefore(waitingSince.plus(LONGEST_WAIT_FOR_A_SCAN))) {
            throw new RescheduleException(now.plus(A_SCAN));
        }
        return asOf;
    }

    /**
     * Tells every known place, then finds out more about the others.
     *
     * @return when to continue; empty if everybody was told
     */
    private Optional<Instant> remind(DailyHour at, LocalDate day, Instant asOf) {
        var waiting = tell(at, day, asOf);
        var again = clock.instant();
        if (!waiting.isEmpty()) {
            again = lookUps.ask(waiting);
            waiting = tell(at, day, asOf);
        }
        if (waiting.isEmpty()) {
            steps.finishRound(at, day);
            return Optional.empty();
        }
        var last = lastCall(at, day);
        return Optional.of(again.isAfter(last) ? last : again);
    }

    /** Returns what has to wait. */
    private List<Waiting> tell(DailyHour at, LocalDate day, Instant asOf) {
        var now = clock.instant();
        var sent = steps.sent(ReminderPlanner.since(now), now);
        boolean lastCall = !now.isBefore(lastCall(at, day));
        var agendaOfDay = reminderPlanner.plan(at, day, now, sent, owners, lastCall);
        for (var plannedDigest : agendaOfDay.told()) {
            db.writing(tx -> tell(tx, plannedDigest, asOf));
        }
        return agendaOfDay.waiting();
    }

    /** Returns when reminders wait no longer for the owners of their app. */
    private Instant lastCall(DailyHour at, LocalDate day) {
        var moment = at.momentOn(day).toInstant();
        var waitingSince = moment.isAfter(startedAt) ? moment : startedAt;
        var last = waitingSince.plus(LONGEST_WAIT_FOR_OWNERS);
        var evening = day.plusDays(1).atStartOfDay(at.zone()).toInstant().minus(BEFORE_MIDNIGHT);
        return last.isBefore(evening) ? last : evening;
    }

    /** Another node may have sent some of it a moment ago; that is left out. */
    private void tell(Tx tx, PlannedDigest plannedDigest, Instant asOf) {
        var now = clock.instant();
        var lines =
                plannedDigest.lines().stream()
                        .filter(entry -> steps.tell(tx, entry.keyEnd(), entry.step(), now))
                        .toList();
        digestWriter.post(
                tx, plannedDigest.recipient(), plannedDigest.day(), asOf, Optional.empty(), lines);
    }

    private Instant nextTime() {
        var now = clock.instant();
        var latest = now.plus(LONGEST_SLEEP);
        return reminderPlanner.hours().stream()
                .map(at -> next(at, now))
                .filter(latest::isAfter)
                .min(Instant::compareTo)
                .orElse(latest);
    }

    private static Instant next(DailyHour at, Instant now) {
        var today = LocalDate.ofInstant(now, at.zone());
        var moment = at.momentOn(today).toInstant();
        return at.isFor(today) && moment.isAfter(now)
                ? moment
                : at.momentOn(at.dayAfter(today)).toInstant();
    }
}
