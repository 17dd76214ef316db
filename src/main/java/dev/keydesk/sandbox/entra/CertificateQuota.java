package dev.keydesk.sandbox.entra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Graph's limit of 150 requests a minute for the whole tenant that name {@code keyCredentials} in
 * their {@code $select}. Requests without {@code $select} are not counted.
 */
final class CertificateQuota {
    static final int MOST = 150;

    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final InstantSource clock;
    private final Deque<Instant> counted = new ArrayDeque<>();

    CertificateQuota(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @throws GraphRefusal 429
     */
    synchronized void count(GraphRequest request) {
        if (!request.selects("keyCredentials")) {
            return;
        }
        var now = clock.instant();
        var counts = now.minus(WITHIN);
        counted.removeIf(then -> !then.isAfter(counts));
        if (counted.size() == MOST) {
            var freeAgain = Duration.between(counts, counted.getFirst());
            throw GraphRefusal.throttled(freeAgain.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS));
        }
        counted.add(now);
    }
}
