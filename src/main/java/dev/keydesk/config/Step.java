package dev.keydesk.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A moment in the life of a key at which its team is reminded; those that press less come first.
 *
 * @param daysBefore days before the key ends, as the calendar counts them
 */
public record Step(int daysBefore) implements Comparable<Step> {
    public static final Step ON_THE_DAY = new Step(0);
    public static final Step EXPIRED = new Step(-1);

    /** Told once of a key that has no end worth the name. */
    public static final Step NEVER_EXPIRES = new Step(Integer.MAX_VALUE);

    /** A key hardly lives longer, and who is told earlier than a year has forgotten by then. */
    static final int MOST_DAYS = 365;

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,2}) +days?");

    /** As it is written in {@code keydesk.yml}; empty if it is no step. */
    static Optional<Step> parse(String text) {
        if (text.equals("on the day")) {
            return Optional.of(ON_THE_DAY);
        }
        if (text.equals("expired")) {
            return Optional.of(EXPIRED);
        }
        var match = DAYS.matcher(text);
        return match.matches()
                ? Optional.of(new Step(Integer.parseInt(match.group(1))))
                        .filter(step -> step.daysBefore() <= MOST_DAYS)
                : Optional.empty();
    }

    /** Also what it is stored as, so it never changes. */
    public String text() {
        if (equals(NEVER_EXPIRES)) {
            return "never expires";
        }
        return switch (daysBefore) {
            case 0 -> "on the day";
            case -1 -> "expired";
            case 1 -> "1 day";
            default -> daysBefore + " days";
        };
    }

    @Override
    public int compareTo(Step other) {
        return Comparator.comparingInt(Step::daysBefore).reversed().compare(this, other);
    }
}
