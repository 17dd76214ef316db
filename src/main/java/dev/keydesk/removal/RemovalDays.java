package dev.keydesk.removal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The days on which an old secret can be removed: after today, and as long as it is valid. */
final class RemovalDays {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private final Instant end;
    private final ZoneId team;
    private final ZoneId desk;

    private RemovalDays(Instant end, ZoneId team, ZoneId desk) {
        this.end = end;
        this.team = team;
        this.desk = desk;
    }

    /**
     * Returns the days for a renewed secret.
     *
     * @param desk the time zone in which the days of removals begin; a team may have another
     */
    static Optional<RemovalDays> of(Removal removal, ZoneId desk) {
        var details = removal.details();
        return details.renewal()
                .map(renewal ->
                        new RemovalDays(details.credential().end(), renewal.target().zone(), desk));
    }

    ZoneId zone() {
        return team;
    }

    /** Returns the first day that can be chosen. */
    LocalDate first(Instant now) {
        var here = LocalDate.ofInstant(now, team);
        var there = LocalDate.ofInstant(now, desk);
        return (here.isAfter(there) ? here : there).plusDays(1);
    }

    /**
     * Returns the last day, in the team's time zone; the secret may expire at any time of that day.
     */
    LocalDate last() {
        return LocalDate.ofInstant(end, team);
    }

    /** Returns a sentence for the person if the day cannot be chosen. */
    Optional<String> mistake(LocalDate day, Instant now) {
        if (day.isBefore(first(now))) {
            return Optional.of(
                    "Choose a day after today. To remove it today, press Remove now on the card.");
        }
        return day.isAfter(last())
                ? Optional.of(
                        "The secret expires on %s; choose that day or an earlier one."
                                .formatted(DAY.format(last())))
                : Optional.empty();
    }
}
