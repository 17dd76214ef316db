package dev.keydesk.jobs;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread for each job, and seats for a few of them. It is one of the operating system's: a
 * virtual thread keeps its processor until it waits for something, and acknowledgements run on
 * those. All runnable threads get an equal share of the processors, so two hundred jobs at work
 * would leave little to the person who presses a button just now. A job that found no seat for a
 * while goes on without one: those who sit may be waiting for a slow Entra, and must not keep
 * others from their turn.
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

    /** Interrupted means that the desk closes; the job sees that for itself. */
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
