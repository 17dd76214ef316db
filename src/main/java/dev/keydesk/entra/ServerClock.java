package dev.keydesk.entra;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Microsoft's time, from the {@code Date} header of Graph's answers. The difference is logged at
 * the first answer, and whenever it becomes better or worse.
 */
final class ServerClock {
    private static final Logger log = LoggerFactory.getLogger(ServerClock.class);

    /** A slower answer was dated long before it arrived. */
    private static final Duration QUICK = Duration.ofSeconds(5);

    /** Clocks are corrected while Keydesk runs; a scan compares them every ten minutes. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);

    private final InstantSource clock;
    private volatile @Nullable Compared last;

    ServerClock(InstantSource clock) {
        this.clock = clock;
    }

    private record Compared(ClockDifference difference, Instant at) {}

    /** Takes an answer of Graph to a call that began at {@code asked} by this machine's clock. */
    void answered(GraphAnswer answer, Instant asked) {
        var now = clock.instant();
        boolean isQuick = Duration.between(asked, now).compareTo(QUICK) <= 0;
        // Without Graph's own request id the answer is a gateway's, which tells its own time.
        if (isQuick && answer.requestId().isPresent()) {
            answer.serverAhead().ifPresent(ahead -> compared(new ClockDifference(ahead), now));
        }
    }

    private void compared(ClockDifference difference, Instant now) {
        var before = last;
        last = new Compared(difference, now);
        if (before == null || isOther(before.difference(), difference)) {
            tell(difference);
        }
    }

    private static boolean isOther(ClockDifference one, ClockDifference other) {
        return one.isNoticeable() != other.isNoticeable() || one.isHarmful() != other.isHarmful();
    }

    private static void tell(ClockDifference difference) {
        if (difference.isHarmful()) {
            log.error("this machine's clock is {}: no secrets are made", difference.inWords());
        } else if (difference.isNoticeable()) {
            log.warn("this machine's clock is {}", difference.inWords());
        } else {
            log.info("this machine's clock is {}", difference.inWords());
        }
    }

    /** Returns empty before an answer told it, or if that is long ago. */
    Optional<ClockDifference> difference() {
        return Optional.ofNullable(last)
                .filter(seen ->
                        Duration.between(seen.at(), clock.instant()).abs().compareTo(GOOD_FOR) <= 0)
                .map(Compared::difference);
    }

    /** Returns Microsoft's time if it is known, and this machine's otherwise. */
    Instant instant() {
        return clock.instant()
                .plus(
                        difference()
                                .filter(difference -> !difference.isNoise())
                                .map(ClockDifference::serverAhead)
                                .orElse(Duration.ZERO));
    }
}
