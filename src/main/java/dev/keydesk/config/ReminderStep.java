package dev.keydesk.config;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A point in the life of a credential at which its team is reminded; the least urgent sort first.
 *
 * @param daysBefore calendar days before the credential expires
 */
public record ReminderStep(int daysBefore) implements Comparable<ReminderStep> {
    /** The day on which the credential expires. */
    public static final ReminderStep ON_THE_DAY = new ReminderStep(0);

    /** The credential has expired. */
    public static final ReminderStep EXPIRED = new ReminderStep(-1);

    /** Sent once for a credential that practically never expires. */
    public static final ReminderStep NEVER_EXPIRES = new ReminderStep(Integer.MAX_VALUE);

    /** Few credentials live longer, and a reminder more than a year ahead is forgotten. */
    static final int MOST_DAYS = 365;

    private static final Pattern DAYS = Pattern.compile("([1-9][0-9]{0,2}) +days?");

    /** Parses the text as written in {@code keydesk.yml}; empty if it is not a step. */
    static Optional<ReminderStep> parse(String text) {
        if (text.equals("on the day")) {
            return Optional.of(ON_THE_DAY);
        }
        if (text.equals("expired")) {
            return Optional.of(EXPIRED);
        }
        var match = DAYS.matcher(text);
        return match.matches()
                ? Optional.of(new ReminderStep(Integer.parseInt(match.group(1))))
                        .filter(step -> step.daysBefore() <= MOST_DAYS)
                : Optional.empty();
    }

    /** Returns the text form, which is also stored, so it must never change. */
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
    public int compareTo(ReminderStep other) {
        return Comparator.comparingInt(ReminderStep::daysBefore).reversed().compare(this, other);
    }
}
