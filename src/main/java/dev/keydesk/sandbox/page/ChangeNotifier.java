package dev.keydesk.sandbox.page;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells the open windows that something has changed. Notifying costs the caller nothing, and a busy
 * window gets several notifications as one.
 */
final class ChangeNotifier {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private ChangeCounts changeCounts = new ChangeCounts(0, 0, 0);
    private boolean closed;

    void ring(ChangeCounts.Side side) {
        lock.lock();
        try {
            changeCounts = changeCounts.and(side);
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void ringAll() {
        for (var side : ChangeCounts.Side.values()) {
            ring(side);
        }
    }

    /**
     * Waits for a change from what the caller knows, or until the time is up, and returns the
     * current counts; empty once the notifier is closed.
     */
    Optional<ChangeCounts> awaitOther(ChangeCounts known, Duration longest)
            throws InterruptedException {
        long left = longest.toNanos();
        lock.lock();
        try {
            while (!closed && changeCounts.equals(known) && left > 0) {
                left = rung.awaitNanos(left);
            }
            return closed ? Optional.empty() : Optional.of(changeCounts);
        } finally {
            lock.unlock();
        }
    }

    /** Waits that long, or until the notifier is closed; returns whether it is still open. */
    boolean stillOpenAfter(Duration pause) throws InterruptedException {
        long left = pause.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0) {
                left = rung.awaitNanos(left);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
