package dev.keydesk.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The faults planned for a simulator, by the name of a call such as {@code chat.postMessage} or
 * {@code addPassword}; {@code *} means the next call of any name.
 */
public final class Faults {
    private final Map<String, Deque<Fault>> planned = new ConcurrentHashMap<>();

    /**
     * Plans the fault for the next call of that name; several faults happen in the order in which
     * they were planned.
     */
    public void next(String call, Fault fault) {
        planned.compute(
                call,
                (_, queue) -> {
                    var faults = queue == null ? new ArrayDeque<Fault>() : queue;
                    faults.add(fault);
                    return faults;
                });
    }

    /** Plans the same fault several times. */
    public void next(String call, int times, Fault fault) {
        for (int i = 0; i < times; i++) {
            next(call, fault);
        }
    }

    /** Returns and removes the fault for a call that has come in. */
    public Optional<Fault> take(String call) {
        return takeFrom(call).or(() -> takeFrom("*"));
    }

    /** Removes all planned faults. */
    public void clear() {
        planned.clear();
    }

    /** Returns whether no fault is planned. */
    public boolean isEmpty() {
        return planned.isEmpty();
    }

    /** Returns how many calls will still fail. */
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
