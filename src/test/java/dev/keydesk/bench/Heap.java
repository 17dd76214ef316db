package dev.keydesk.bench;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** How much memory something takes, by what is left of the heap after a collection. */
final class Heap {
    private Heap() {}

    /** What was made, and how many megabytes are in use more than before. */
    record Kept<T>(T made, double megabytes) {}

    static <T> Kept<T> of(Supplier<T> maker) {
        long before = used();
        var made = maker.get();
        return new Kept<>(made, (used() - before) / 1e6);
    }

    private static long used() {
        var memory = ManagementFactory.getMemoryMXBean();
        // What the first leaves to be cleaned up is gone after the next.
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
