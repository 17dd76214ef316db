package dev.keydesk.entra;

import java.time.Duration;

/**
 * How far this machine's clock is from Microsoft's.
 *
 * @param serverAhead negative if ours is ahead; to about a second
 */
public record ClockDifference(Duration serverAhead) {
    /** Twice what a slow answer could feign: worth a look, and harmless so far. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(30);

    /** Slack's deliveries are refused from here on, since their time is signed. */
    private static final Duration HARMFUL = Duration.ofMinutes(5);

    /** A Date has whole seconds, and an answer takes some to arrive. */
    private static final Duration NOISE = Duration.ofSeconds(10);

    public boolean isNoticeable() {
        return isAtLeast(NOTICEABLE);
    }

    /** People cannot be served with such a clock, and no key would live as long as approved. */
    public boolean isHarmful() {
        return isAtLeast(HARMFUL);
    }

    boolean isNoise() {
        return !isAtLeast(NOISE);
    }

    private boolean isAtLeast(Duration limit) {
        return serverAhead.abs().compareTo(limit) >= 0;
    }

    /** The end of a sentence that begins with "this machine's clock is". */
    public String inWords() {
        return isNoticeable()
                ? "%s s %s Microsoft's"
                        .formatted(
                                serverAhead.abs().toSeconds(),
                                serverAhead.isNegative() ? "ahead of" : "behind")
                : "within half a minute of Microsoft's";
    }
}
