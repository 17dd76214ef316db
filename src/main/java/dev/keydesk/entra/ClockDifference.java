package dev.keydesk.entra;

import java.time.Duration;

/**
 * The difference between this machine's clock and Microsoft's.
 *
 * @param serverAhead negative if this machine's clock is ahead; exact to about a second
 */
public record ClockDifference(Duration serverAhead) {
    /** More than twice what a slow answer can cause, and still harmless. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(30);

    /** From here on Slack's requests are refused, because their time stamp is signed. */
    private static final Duration HARMFUL = Duration.ofMinutes(5);

    /** A {@code Date} header has whole seconds, and an answer takes some time to arrive. */
    private static final Duration NOISE = Duration.ofSeconds(10);

    /** Returns whether the operator should look at the clock; nothing fails yet. */
    public boolean isNoticeable() {
        return isAtLeast(NOTICEABLE);
    }

    /**
     * Returns whether people cannot be served: Slack's requests are refused, and no secret would
     * have the approved lifetime.
     */
    public boolean isHarmful() {
        return isAtLeast(HARMFUL);
    }

    boolean isNoise() {
        return !isAtLeast(NOISE);
    }

    private boolean isAtLeast(Duration limit) {
        return serverAhead.abs().compareTo(limit) >= 0;
    }

    /** Returns the end of a sentence that begins with "this machine's clock is". */
    public String inWords() {
        return isNoticeable()
                ? "%s s %s Microsoft's"
                        .formatted(
                                serverAhead.abs().toSeconds(),
                                serverAhead.isNegative() ? "ahead of" : "behind")
                : "within half a minute of Microsoft's";
    }
}
