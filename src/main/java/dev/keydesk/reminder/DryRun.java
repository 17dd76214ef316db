package dev.keydesk.reminder;

import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.reminder.Digests.StoredPart;
import dev.keydesk.reminder.ReminderEntry.KeyEnd;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.store.Db;
import dev.keydesk.store.UnreadableRows;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Lists what would be sent on a day, where and why, after what was already sent on it; sends and
 * stores nothing. The days before it are simulated as well, so that their steps count as sent.
 */
public final class DryRun {
    private final ReminderPlanner reminderPlanner;
    private final ReminderLog steps;
    private final Digests digests;
    private final ReminderLines lines;
    private final DryRunPlaces places;
    private final DryRunText text;
    private final KnownOwners.Source owners;
    private final InstantSource clock;

    DryRun(
            Db db,
            ReminderPlanning planning,
            DryRunPlaces places,
            DryRunText text,
            KnownOwners.Source owners,
            InstantSource clock) {
        this.reminderPlanner = planning.planner();
        this.steps = planning.steps();
        this.digests = new Digests(db);
        this.lines = new ReminderLines(db);
        this.places = places;
        this.text = text;
        this.owners = owners;
        this.clock = clock;
    }

    private record Round(DailyHour at, LocalDate day) {
        Instant moment() {
            return at.momentOn(day).toInstant();
        }
    }

    /**
     * Lists the reminders of a day.
     *
     * @param asOf when the credentials were read
     */
    public void listDay(LocalDate day, Instant asOf, Consumer<String> says) {
        var now = clock.instant();
        var sent = steps.sent(ReminderPlanner.since(now), now);
        var told =
                digests.since(day).stream()
                        .map(StoredPart::part)
                        .filter(part -> part.day().equals(day))
                        .toList();
        UnreadableRows.each(told, part -> saysTold(part, says));
        saysOver(day, says);
        int keys = 0;
        for (var round : until(day)) {
            var moment = round.moment().isBefore(now) ? now : round.moment();
            var planned =
                    reminderPlanner.plan(round.at(), round.day(), moment, sent, owners, false);
            planned.told().stream()
                    .flatMap(one -> one.lines().stream())
                    .forEach(line -> sent.add(line.keyEnd(), line.step()));
            if (round.day().equals(day)) {
                says(round, planned, asOf, says);
                keys += planned.told().stream().mapToInt(one -> one.lines().size()).sum();
            }
        }
        says.accept(
                keys == 1
                        ? "1 credential; nothing was sent."
                        : keys + " credentials; nothing was sent.");
    }

    /**
     * Lists the credentials of the whole tenant that never expire; one leaves this list only when
     * it is replaced by one that expires.
     *
     * @param day on which exemptions are checked
     */
    public void neverExpiring(LocalDate day, Consumer<String> says) {
        var endless = reminderPlanner.neverExpiring(day);
        for (var each : endless) {
            var told = steps.toldAt(KeyEnd.of(each.key()), ReminderStep.NEVER_EXPIRES);
            says.accept(text.endless(each, told));
        }
        long apps = endless.stream().map(each -> each.key().app().objectId()).distinct().count();
        says.accept(
                "%s %s, of %s %s."
                        .formatted(
                                endless.size(),
                                endless.size() == 1
                                        ? "credential never expires"
                                        : "credentials never expire",
                                apps,
                                apps == 1 ? "app" : "apps"));
    }

    /** Returns every future hour of every day, in order of time. */
    private List<Round> until(LocalDate day) {
        var rounds = new ArrayList<Round>();
        for (var at : reminderPlanner.hours()) {
            var from = LocalDate.ofInstant(clock.instant(), at.zone());
            for (var next = from; !next.isAfter(day); next = next.plusDays(1)) {
                if (at.isFor(next) && !steps.isFinished(at, next)) {
                    rounds.add(new Round(at, next));
                }
            }
        }
        rounds.sort(Comparator.comparing(Round::moment));
        return rounds;
    }

    private void saysTold(DigestPage part, Consumer<String> says) {
        var told = lines.of(part.id()).stream().map(Placed::line).toList();
        var at =
                told.stream()
                        .flatMap(line ->
                                steps.toldAt(line.entry().keyEnd(), line.entry().step()).stream())
                        .max(Comparator.naturalOrder());
        says.accept(
                "%s: already sent%s, in %s"
                        .formatted(
                                part.day(),
                                at.map(moment -> " at " + moment).orElse(""),
                                DryRunPlaces.name(part.recipient())));
        part.reason().ifPresent(why -> says.accept("  " + DryRunText.read(why)));
        saysTrouble(part.recipient(), says);
        told.forEach(line -> says.accept(text.line(line)));
    }

    /** Says why nothing more is sent at an hour of that day. */
    private void saysOver(LocalDate day, Consumer<String> says) {
        for (var at : reminderPlanner.hours()) {
            if (!at.isFor(day)) {
                says.accept("%s, %s: not a workday, so nothing is sent".formatted(day, at));
            } else if (steps.isFinished(at, day)) {
                says.accept(
                        "%s, %s: this time has passed; what is due now is sent later"
                                .formatted(day, at));
            }
        }
    }

    private void says(Round round, ReminderPlanner.Day told, Instant asOf, Consumer<String> says) {
        for (var plannedDigest : told.told()) {
            says.accept(
                    "%s, %s: to %s"
                            .formatted(
                                    round.day(),
                                    round.at(),
                                    DryRunPlaces.name(plannedDigest.recipient())));
            saysTrouble(plannedDigest.recipient(), says);
            text.words(plannedDigest, asOf).forEach(says);
            plannedDigest.lines().forEach(line -> says.accept(text.line(line)));
        }
        told.exempt().forEach(exempt -> says.accept(text.exempt(exempt)));
        if (!told.waiting().isEmpty()) {
            says.accept(
                    "%s, %s: %s more apps go to their owners, whom the desk looks up in Slack then"
                            .formatted(round.day(), round.at(), told.waiting().size()));
        }
    }

    private void saysTrouble(Recipient place, Consumer<String> says) {
        places.trouble(place).ifPresent(trouble -> says.accept("  " + trouble));
    }
}
