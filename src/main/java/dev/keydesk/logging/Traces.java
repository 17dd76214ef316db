package dev.keydesk.logging;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides what is logged about a failure. An unexpected one is logged with its stack trace the
 * first time, and again after a while; in between only a mark tells which one it is, so that a
 * repeated failure does not fill the disk.
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
     * A failure for the log.
     *
     * @param words what it is, on one line
     * @param stack for the logger, as its last argument; null if it was logged lately
     */
    public record Told(String words, @Nullable Throwable stack) {}

    /** Returns what to log; also accepts an {@link Error}. */
    public Told describe(Throwable failure) {
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
