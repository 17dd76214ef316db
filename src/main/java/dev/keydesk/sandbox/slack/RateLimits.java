package dev.keydesk.sandbox.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slack's rate limits: calls a minute for each method by its tier, and one message a second in each
 * channel after a burst.
 */
public final class RateLimits {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** The tiers in Slack's documentation, with the calls a minute that each allows. */
    enum Tier {
        TIER_2(20),
        TIER_3(50),
        TIER_4(100),
        HUNDREDS(600),
        POSTING(600);

        final int perMinute;

        Tier(int perMinute) {
            this.perMinute = perMinute;
        }
    }

    private final InstantSource clock;
    private final Map<String, Integer> ownLimits = new HashMap<>();
    private final Map<String, Deque<Instant>> calls = new HashMap<>();
    private final Map<String, Bucket> channels = new HashMap<>();
    private int burst = 20;

    RateLimits(InstantSource clock) {
        this.clock = clock;
    }

    /** Gives this method a limit of its own, in calls a minute. */
    public synchronized void perMinute(String method, int limit) {
        ownLimits.put(method, limit);
    }

    /** Sets how many messages a channel accepts at once before it allows one a second. */
    public synchronized void postingBurst(int messages) {
        burst = messages;
    }

    /** Counts a call, or returns how long to wait. */
    synchronized Optional<Duration> spend(String method, Tier tier) {
        Instant now = clock.instant();
        var recent = calls.computeIfAbsent(method, _ -> new ArrayDeque<>());
        while (!recent.isEmpty() && !recent.peekFirst().plus(MINUTE).isAfter(now)) {
            recent.removeFirst();
        }
        int limit = ownLimits.getOrDefault(method, tier.perMinute);
        if (recent.size() >= limit) {
            Instant free = recent.isEmpty() ? now.plus(MINUTE) : recent.peekFirst().plus(MINUTE);
            return Optional.of(Duration.between(now, free));
        }
        recent.addLast(now);
        return Optional.empty();
    }

    /** Counts a message in a channel, or returns how long to wait. */
    synchronized Optional<Duration> post(String channel) {
        Instant now = clock.instant();
        Bucket before = channels.getOrDefault(channel, new Bucket(burst, now));
        double left = Math.min(burst, before.left() + seconds(before.at(), now));
        if (left < 1) {
            return Optional.of(Duration.ofSeconds(1));
        }
        channels.put(channel, new Bucket(left - 1, now));
        return Optional.empty();
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }

    /** How many messages a channel still accepts at a moment. */
    private record Bucket(double left, Instant at) {}
}
