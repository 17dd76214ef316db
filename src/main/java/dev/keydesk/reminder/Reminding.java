package dev.keydesk.reminder;

import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Tells each team once a day, at its hour, which of its keys end. What is told to one place is
 * stored in one transaction with the rows that keep it from being told again, so a crash leaves
 * nothing half told, and the next try goes on with the places that are left.
 */
public final class Reminding {
    public static final JobKind REMIND = new JobKind("remind");

    /** There is one for the whole desk. */
    private static final Job JOB = new Job(REMIND, "desk", 0);

    /** Hours in keydesk.yml may have changed since this was put off. */
    private static final Duration LONGEST_SLEEP = Duration.ofHours(3);

    private static final Duration A_SCAN = Duration.ofMinutes(10);

    /** Scans come every ten minutes; older ones tell of keys that were renewed meanwhile. */
    private static final Duration STILL_FRESH = Duration.ofHours(1);

    /** With Entra away for longer, an old picture is better than silence. */
    private static final Duration LONGEST_WAIT_FOR_A_SCAN = Duration.ofHours(3);

    private final Db db;
    private final Jobs jobs;
    private final Credentials credentials;
    private final Agenda agenda;
    private final ToldSteps steps;
    private final Posting posting;
    private final InstantSource clock;
    private volatile Instant startedAt;

    Reminding(
            Db db,
            Jobs jobs,
            Credentials credentials,
            Agenda agenda,
            ToldSteps steps,
            Posting posting,
            InstantSource clock) {
        this.db = db;
        this.jobs = jobs;
        this.credentials = credentials;
        this.agenda = agenda;
        this.steps = steps;
        this.posting = posting;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Called at the start. */
    public void begin() {
        startedAt = clock.instant();
        look();
    }

    /**
     * Called after each scan where only the desk's own key is told of, since from then on it may
     * need attention. A job that is stored already stays as it is.
     */
    public void look() {
        if (!agenda.isEmpty(clock.instant())) {
            db.writing(tx -> jobs.schedule(tx, JOB, clock.instant()));
        }
    }

    /**
     * The job: everything that is due now, and then again at the next hour of any team. One of a
     * time in which there was something to tell ends when there is not.
     */
    public void remind(Job job) {
        if (agenda.isEmpty(clock.instant())) {
            return;
        }
        for (var at : agenda.hours()) {
            var day = LocalDate.ofInstant(clock.instant(), at.zone());
            var moment = at.on(day).toInstant();
            if (at.isFor(day) && !clock.instant().isBefore(moment) && !steps.isFinished(at, day)) {
                remind(at, day, asOf(moment));
            }
        }
        throw new TryAgain(nextTime());
    }

    private Instant asOf(Instant moment) {
        var now = clock.instant();
        var asOf = credentials.asOf().orElseThrow(() -> new TryAgain(now.plus(A_SCAN)));
        var waitingSince = moment.isAfter(startedAt) ? moment : startedAt;
        if (asOf.plus(STILL_FRESH).isBefore(now)
                && now.isBefore(waitingSince.plus(LONGEST_WAIT_FOR_A_SCAN))) {
            throw new TryAgain(now.plus(A_SCAN));
        }
        return asOf;
    }

    private void remind(DailyHour at, LocalDate day, Instant asOf) {
        var now = clock.instant();
        var sent = steps.sent(Agenda.since(now), now);
        for (var planned : agenda.at(at, day, now, sent).told()) {
            db.writing(tx -> tell(tx, planned, asOf));
        }
        steps.finishRound(at, day);
    }

    /** Another node may have told some of it a moment ago; that is left out. */
    private void tell(Tx tx, Planned planned, Instant asOf) {
        var now = clock.instant();
        var lines =
                planned.lines().stream()
                        .filter(told -> steps.tell(tx, told.keyEnd(), told.step(), now))
                        .toList();
        posting.post(tx, planned.to(), planned.day(), asOf, Optional.empty(), lines);
    }

    private Instant nextTime() {
        var now = clock.instant();
        var latest = now.plus(LONGEST_SLEEP);
        return agenda.hours().stream()
                .map(at -> next(at, now))
                .filter(latest::isAfter)
                .min(Instant::compareTo)
                .orElse(latest);
    }

    private static Instant next(DailyHour at, Instant now) {
        var today = LocalDate.ofInstant(now, at.zone());
        var moment = at.on(today).toInstant();
        return at.isFor(today) && moment.isAfter(now)
                ? moment
                : at.on(at.dayAfter(today)).toInstant();
    }
}
