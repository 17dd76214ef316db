package dev.keydesk.link;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Limits how often somebody may do something: a burst, and then a steady rate a second.
 *
 * <p>It remembers a limited number of callers. Beyond that it forgets the one it has not seen for
 * the longest, whose count starts again; refusing others instead would let an attacker lock them
 * out.
 */
public final class RateLimiter {
    private static final int MOST_REMEMBERED = 10_000;

    private final int atOnce;
    private final int perSecond;
    private final InstantSource clock;

    /** In the order in which they were last seen. */
    private final Map<String, Bucket> buckets =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    private record Bucket(double filled, Instant at) {}

    public RateLimiter(int atOnce, int perSecond, InstantSource clock) {
        this.atOnce = atOnce;
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Counts an attempt and returns whether it is one too many; a refused one does not count. */
    public synchronized boolean isTooMuch(String who) {
        var now = clock.instant();
        var seen = buckets.getOrDefault(who, new Bucket(0, now));
        // If the clock was set back, nothing changes.
        var since = Duration.between(seen.at(), now).toMillis() / 1000.0;
        double filled = Math.max(0, seen.filled() - Math.max(0, since) * perSecond);
        boolean tooMuch = filled + 1 > atOnce;
        buckets.put(who, new Bucket(tooMuch ? filled : filled + 1, now));
        return tooMuch;
    }

    synchronized int remembered() {
        return buckets.size();
    }
}
