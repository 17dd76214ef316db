package dev.keydesk.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs each job on a thread of its own, a few of them at a time. The threads are platform threads,
 * because a virtual thread keeps its processor until it waits, and acknowledgements run on virtual
 * threads. All runnable threads get an equal share of the processors, so two hundred running jobs
 * would leave little to a person who clicks. A job that waited for a permit for a while runs
 * without one: the others may be waiting for a slow Entra, and must not hold it up.
 */
final class ConcurrencyLimiter extends AbstractExecutorService {
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("job-", 0).factory());
    private final Semaphore free;
    private final Duration patience;

    ConcurrencyLimiter(int seats, Duration patience) {
        this.free = new Semaphore(seats);
        this.patience = patience;
    }

    @Override
    public void execute(Runnable job) {
        threads.execute(() -> seated(job));
    }

    private void seated(Runnable job) {
        boolean seat = found();
        try {
            job.run();
        } finally {
            if (seat) {
                free.release();
            }
        }
    }

    /** An interruption means that Keydesk stops; the job notices that itself. */
    private boolean found() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void shutdown() {
        threads.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return threads.shutdownNow();
    }

    @Override
    public boolean isShutdown() {
        return threads.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return threads.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return threads.awaitTermination(timeout, unit);
    }
}
