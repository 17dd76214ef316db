package dev.keydesk.crash;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for something that another process does; never longer than it can honestly take. */
final class Until {
    private static final Duration LONGEST = Duration.ofSeconds(40);
    private static final long PAUSE_NANOS = 3_000_000;

    private Until() {}

    /** It did not happen; the text says what. */
    static final class NeverCame extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeverCame(String what) {
            super("waited %d s in vain until %s".formatted(LONGEST.toSeconds(), what));
        }
    }

    static void so(String what, BooleanSupplier isSo) {
        so(what, isSo, () -> LockSupport.parkNanos(PAUSE_NANOS));
    }

    /** Looks without a pause, for a moment that is over in a millisecond. */
    static void atOnce(String what, BooleanSupplier isSo) {
        so(what, isSo, Thread::onSpinWait);
    }

    static <T> T there(String what, Supplier<Optional<T>> look) {
        var found = new Object[1];
        so(what, () -> look.get().map(it -> found[0] = it).isPresent());
        @SuppressWarnings("unchecked")
        var it = (T) found[0];
        return it;
    }

    private static void so(String what, BooleanSupplier isSo, Runnable pause) {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new NeverCame(what);
            }
            pause.run();
        }
    }
}
