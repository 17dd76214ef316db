package dev.keydesk.slack;

import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Limits how many commands of one person are accepted in a minute. The counts start again every
 * minute, so only people who typed one in it are remembered. Each node counts for itself.
 */
final class CommandRate {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int most;
    private final InstantSource clock;
    private final Map<UserId, Integer> taken = new HashMap<>();
    private Instant since = Instant.EPOCH;

    CommandRate(int most, InstantSource clock) {
        this.most = most;
        this.clock = clock;
    }

    /** Counts a command; returns a sentence for the person if it is one too many. */
    synchronized Optional<String> refusal(UserId by) {
        var now = clock.instant();
        if (!since.plus(MINUTE).isAfter(now)) {
            taken.clear();
            since = now;
        }
        if (taken.merge(by, 1, Integer::sum) <= most) {
            return Optional.empty();
        }
        return Optional.of(
                "The desk accepts %s commands a minute from one person, so nothing was done. Please try again in %s seconds."
                        .formatted(
                                most, Duration.between(now, since.plus(MINUTE)).toSeconds() + 1));
    }
}
