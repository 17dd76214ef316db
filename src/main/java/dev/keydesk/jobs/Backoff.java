package dev.keydesk.jobs;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Computes the wait after a failure: what the other side asked for, or else twice as long each
 * time.
 *
 * @param asked the wait that a failure asks for, such as Slack's Retry-After
 */
public record Backoff(Function<Throwable, Optional<Duration>> asked) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int DOUBLINGS = 9;

    /**
     * Returns the wait before the next attempt.
     *
     * @param failuresBefore how often in a row this job has failed before, 0 or more
     */
    Duration waitAfter(Throwable failure, int failuresBefore) {
        var doubled = FIRST.multipliedBy(1L << Math.min(failuresBefore, DOUBLINGS));
        var own = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return asked.apply(failure).filter(wait -> wait.compareTo(own) > 0).orElse(own);
    }
}
