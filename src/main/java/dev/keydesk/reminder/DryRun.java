package dev.keydesk.reminder;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.Reminders.DailyHour;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What would be told on a day, where and why; nothing is sent and nothing stored. The days before
 * it are gone through as well, so that each step counts as told by then.
 */
public final class DryRun {
    private final Agenda agenda;
    private final ToldSteps steps;
    private final InstantSource clock;

    DryRun(Agenda agenda, ToldSteps steps, InstantSource clock) {
        this.agenda = agenda;
        this.steps = steps;
        this.clock = clock;
    }

    private record Round(DailyHour at, LocalDate day) {
        Instant moment() {
            return at.on(day).toInstant();
        }
    }

    /** Says it line by line. */
    public void on(LocalDate day, Consumer<String> says) {
        var now = clock.instant();
        var sent = steps.sent(Agenda.since(now), now);
        int keys = 0;
        for (var round : until(day)) {
            var moment = round.moment().isBefore(now) ? now : round.moment();
            var told = agenda.at(round.at(), round.day(), moment, sent);
            told.told().stream()
                    .flatMap(planned -> planned.lines().stream())
                    .forEach(line -> sent.add(line.keyEnd(), line.step()));
            if (round.day().equals(day)) {
                says(round, told, says);
                keys += told.told().stream().mapToInt(planned -> planned.lines().size()).sum();
            }
        }
        says.accept(keys == 1 ? "1 key; nothing was sent." : keys + " keys; nothing was sent.");
    }

    /** Every hour of every day that is still to come, in the order of time. */
    private List<Round> until(LocalDate day) {
        var rounds = new ArrayList<Round>();
        for (var at : agenda.hours()) {
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

    private static void says(Round round, Agenda.Day told, Consumer<String> says) {
        for (var planned : told.told()) {
            says.accept(
                    "%s, %s: to %s"
                            .formatted(
                                    round.day(),
                                    round.at(),
                                    planned.to().isPerson()
                                            ? "the person " + planned.to().id()
                                            : "the channel " + planned.to().id()));
            planned.lines().forEach(line -> says.accept(line(line)));
        }
        told.exempt().forEach(exempt -> says.accept(exempt(exempt)));
    }

    private static String line(Told told) {
        var who = told.lookedAfter();
        return "  %s, key %s%s, ends %s: step \"%s\"%s, by %s%s"
                .formatted(
                        name(told.app().name()),
                        told.keyId(),
                        told.name().map(name -> " \"%s\"".formatted(name(name))).orElse(""),
                        told.neverExpires() ? "never" : told.end().toString(),
                        told.step().text(),
                        told.presses() ? ", urgent" : "",
                        Mrkdwn.plain(who.because()),
                        who.nobody().map(why -> "; nobody looks after it: " + why).orElse(""));
    }

    private static String exempt(Agenda.Exempt exempt) {
        var key = exempt.key();
        return "  not told: %s, key %s, exempt until %s by %s"
                .formatted(
                        name(key.app().name()),
                        key.keyId(),
                        exempt.by().until(),
                        exempt.by().owner().value());
    }

    /** Others wrote it: it must not begin a line of its own, nor steer the terminal. */
    private static String name(String foreign) {
        return foreign.replaceAll("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]+", " ");
    }
}
