package dev.keydesk.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The misbehaviour a simulator was told to show, by the name of a call such as {@code
 * chat.postMessage} or {@code addPassword}; {@code *} stands for whichever comes next.
 */
public final class Faults {
    private final Map<String, Deque<Fault>> planned = new ConcurrentHashMap<>();

    /** The next call of that name meets this fault; several planned ones are met in their order. */
    public void next(String call, Fault fault) {
        planned.compute(
                call,
                (_, queue) -> {
                    var faults = queue == null ? new ArrayDeque<Fault>() : queue;
                    faults.add(fault);
                    return faults;
                });
    }

    public void next(String call, int times, Fault fault) {
        for (int i = 0; i < times; i++) {
            next(call, fault);
        }
    }

    /** Taken by the simulator when a call comes in. */
    public Optional<Fault> take(String call) {
        return takeFrom(call).or(() -> takeFrom("*"));
    }

    public void clear() {
        planned.clear();
    }

    public boolean isEmpty() {
        return planned.isEmpty();
    }

    /** How many calls are still to go wrong. */
    public int left() {
        return planned.values().stream().mapToInt(Deque::size).sum();
    }

    private Optional<Fault> takeFrom(String call) {
        var taken = new Fault[1];
        planned.computeIfPresent(
                call,
                (_, queue) -> {
                    taken[0] = queue.poll();
                    return queue.isEmpty() ? null : queue;
                });
        return Optional.ofNullable(taken[0]);
    }
}
