package dev.keydesk.sandbox.entra;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * An object with its earlier states. Entra answers from copies that lag behind, so a reader asks
 * for the state a little while ago. Not thread-safe; the directory guards it.
 */
final class History<T> {
    /** Longer than any lag that is set; older states are dropped. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final List<Moment<T>> moments = new ArrayList<>();

    /** Starts with a state that has always been so. */
    History(T value) {
        moments.add(new Moment<>(Instant.MIN, value));
    }

    T latest() {
        return moments.getLast().value();
    }

    T asOf(Instant instant) {
        for (var moment : moments.reversed()) {
            if (!moment.from().isAfter(instant)) {
                return moment.value();
            }
        }
        return moments.getFirst().value();
    }

    void put(Instant from, T value) {
        moments.add(new Moment<>(from, value));
        var oldestOfUse = from.minus(KEPT);
        while (moments.size() > 1 && !moments.get(1).from().isAfter(oldestOfUse)) {
            moments.removeFirst();
        }
    }

    /** Changes the history too, as if it had always been so. */
    void rewrite(UnaryOperator<T> change) {
        moments.replaceAll(moment -> new Moment<>(moment.from(), change.apply(moment.value())));
    }

    private record Moment<T>(Instant from, T value) {}
}
