package dev.keydesk.config;

import dev.keydesk.config.Section.Text;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The {@code limits} of {@code keydesk.yml}; what is left out has a default. */
final class RulesLimits {
    static final List<String> KEYS =
            List.of(
                    "longest-lifetime",
                    "time-to-decide",
                    "time-to-pick-up",
                    "removals-an-hour",
                    "open-requests-per-person",
                    "open-requests-per-app",
                    "commands-per-minute",
                    "keep-settled");
    static final Rules.Limits DEFAULT =
            new Rules.Limits(365, Duration.ofHours(24), Duration.ofHours(24), 20);

    // The longest choice in the modal. A key beyond it outlives the memory of why it was made.
    private static final int MOST_DAYS = 730;

    // Reminders look back for a month, and people for longer.
    private static final int FEWEST_KEPT = 90;
    private static final int MOST_KEPT = 3_650;

    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);

    // What stays open longer than this is forgotten, and a forgotten right to mint is a risk.
    private static final Duration LONGEST_WAIT = Duration.ofDays(30);

    private final LineProblems problems;

    RulesLimits(LineProblems problems) {
        this.problems = problems;
    }

    Rules.Limits read(Section section) {
        return new Rules.Limits(
                lifetime(section).orElse(DEFAULT.longestLifetimeDays()),
                wait(section, "time-to-decide").orElse(DEFAULT.timeToDecide()),
                wait(section, "time-to-pick-up").orElse(DEFAULT.timeToPickUp()),
                count(section, "removals-an-hour", 9999).orElse(DEFAULT.removalsAnHour()),
                count(section, "open-requests-per-person", 1000)
                        .orElse(DEFAULT.openRequestsPerPerson()),
                count(section, "open-requests-per-app", 1000).orElse(DEFAULT.openRequestsPerApp()),
                count(section, "commands-per-minute", 1000).orElse(DEFAULT.commandsPerMinute()),
                kept(section).orElse(DEFAULT.keepSettled()));
    }

    private Optional<Integer> count(Section section, String key, int most) {
        var written = section.value(key);
        var count =
                written.flatMap(YamlValue::wholeNumber)
                        .filter(digits -> digits.matches("[1-9][0-9]{0,3}"))
                        .map(Integer::valueOf)
                        .filter(number -> number <= most);
        if (written.isPresent() && count.isEmpty()) {
            problems.at(
                    section.lineOf(key),
                    "\"%s\" is %s; write a whole number from 1 to %s."
                            .formatted(key, YamlValue.describe(written.get()), most));
        }
        return count;
    }

    private Optional<Duration> kept(Section section) {
        String key = "keep-settled";
        String wanted = "%s to %s days, such as 400 days.".formatted(FEWEST_KEPT, MOST_KEPT);
        var text = section.text(key, wanted);
        var kept =
                text.flatMap(written -> days(written, FEWEST_KEPT, MOST_KEPT))
                        .map(Duration::ofDays);
        if (text.isPresent() && kept.isEmpty()) {
            complain(key, text.get(), "write " + wanted);
        }
        return kept;
    }

    private Optional<Integer> lifetime(Section section) {
        String key = "longest-lifetime";
        String wanted = "1 to %s days, such as 365 days.".formatted(MOST_DAYS);
        var text = section.text(key, wanted);
        var days = text.flatMap(written -> days(written, 1, MOST_DAYS));
        if (text.isPresent() && days.isEmpty()) {
            complain(key, text.get(), "write " + wanted);
        }
        return days;
    }

    /** Days alone: 24 hours as a lifetime is more likely a slip than a wish. */
    private static Optional<Integer> days(Text text, int fewest, int most) {
        return Period.parse(text.text())
                .filter(_ -> text.text().contains("day"))
                .map(period -> (int) period.toDays())
                .filter(days -> days >= fewest && days <= most);
    }

    private Optional<Duration> wait(Section section, String key) {
        String wanted = "a number and a unit, such as 24 hours.";
        var text = section.text(key, wanted);
        var period = text.flatMap(written -> Period.parse(written.text()));
        if (text.isPresent() && period.isEmpty()) {
            complain(key, text.get(), "write " + wanted);
        }
        if (period.isPresent() && isOutside(period.get())) {
            complain(key, text.orElseThrow(), "write between 1 minute and 30 days.");
        }
        return period;
    }

    private static boolean isOutside(Duration wait) {
        return wait.compareTo(SHORTEST_WAIT) < 0 || wait.compareTo(LONGEST_WAIT) > 0;
    }

    private void complain(String key, Text written, String instead) {
        problems.at(
                written.line(),
                "\"%s\" is %s; %s".formatted(key, LineProblems.quote(written.text()), instead));
    }
}
