package dev.keydesk.config;

import java.time.Duration;

/** Limits as {@code keydesk.yml} has them where it leaves most of them out. */
public final class SampleLimits {
    private SampleLimits() {}

    public static Rules.Limits of(int longestDays, Duration toDecide, Duration toPickUp) {
        return new Rules.Limits(
                Duration.ofDays(longestDays),
                toDecide,
                toPickUp,
                20,
                20,
                50,
                30,
                Duration.ofDays(400));
    }
}
