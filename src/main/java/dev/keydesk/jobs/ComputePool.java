package dev.keydesk.jobs;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A few platform threads for work that only uses the processor.
 *
 * <p>Acknowledgements run on virtual threads, and a virtual thread keeps its processor until it
 * waits for something: one long search there would delay all acknowledgements. With platform
 * threads the operating system shares the processors between both. There are limits on the threads,
 * the queue, the waiting time, and one person's share.
 */
public final class ComputePool implements AutoCloseable {
    /** At most half of the processors, so that the other half is always free for the rest. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int WAITING = 32;

    /** Slack asks again while somebody types, so two requests of one person may overlap. */
    private static final int OF_ONE_PERSON = 2;

    /** A person waits for the acknowledgement, for which Slack allows three seconds. */
    public static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Duration patience;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("compute-", 0).factory());

    /** Only people with work here now, so it stays as small as the queue. */
    private final ConcurrentMap<String, Integer> present = new ConcurrentHashMap<>();

    /**
     * @param patience how long a caller waits for the end of its work
     */
    public ComputePool(Duration patience) {
        this.patience = patience;
    }

    /** There is no room, or the work takes too long; nothing was done. */
    public static final class Full extends RuntimeException {
        Full() {
            super("too many searches at once", null, false, false);
        }
    }

    /**
     * Runs the work on a thread of this pool and returns its result.
     *
     * @param whose the person for whom it is done
     * @throws Full if there is no room, or the work did not end in time
     */
    public <T> T compute(String whose, Supplier<T> work) {
        if (present.merge(whose, 1, Integer::sum) > OF_ONE_PERSON) {
            leave(whose);
            throw new Full();
        }
        Future<T> result;
        try {
            result = threads.submit(() -> done(whose, work));
        } catch (RejectedExecutionException noRoom) {
            leave(whose);
            throw new Full();
        }
        return outcome(result);
    }

    /** A person who has stopped waiting counts until the work has ended. */
    private <T> T done(String whose, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            leave(whose);
        }
    }

    private void leave(String whose) {
        present.computeIfPresent(whose, (_, now) -> now == 1 ? null : now - 1);
    }

    private <T> T outcome(Future<T> result) {
        try {
            return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLate) {
            throw new Full();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            throw new Full();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException trouble
                    ? trouble
                    : new IllegalStateException(failed.getCause());
        }
    }

    /** Returns whether new work would find no room. */
    public boolean isFull() {
        return threads.getQueue().remainingCapacity() == 0;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
