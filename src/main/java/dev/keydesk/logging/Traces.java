package dev.keydesk.logging;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the log is told of failures. One that nobody planned for is told with its stack the first
 * time it is seen, and again after a while; in between a mark says which one it is, so that what
 * fails again and again does not fill the disk.
 */
public final class Traces {
    private static final Duration TOLD_AGAIN_AFTER = Duration.ofMinutes(10);
    private static final int MOST_KEPT = 200;

    private final InstantSource clock;
    private final Map<String, Instant> toldAt = new LinkedHashMap<>();

    public Traces(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A failure as it is told.
     *
     * @param words what it is, on one line
     * @param stack for the logger, as its last argument; null if there is nothing new in it
     */
    public record Told(String words, @Nullable Throwable stack) {}

    /** Also of an {@link Error}. */
    public Told told(Throwable failure) {
        var words = SafeTrace.words(failure);
        if (SafeTrace.isPlanned(failure)) {
            return new Told(words, null);
        }
        var trace = SafeTrace.of(failure);
        var mark = trace.mark();
        return new Told("%s trace=%s".formatted(words, mark), isNew(mark) ? trace : null);
    }

    private synchronized boolean isNew(String mark) {
        var now = clock.instant();
        var before = toldAt.get(mark);
        if (before != null && now.isBefore(before.plus(TOLD_AGAIN_AFTER))) {
            return false;
        }
        if (toldAt.size() >= MOST_KEPT) {
            toldAt.clear();
        }
        toldAt.put(mark, now);
        return true;
    }
}
