package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs the jobs: on threads of its own in production, or on the caller's thread with virtual time.
 */
public sealed interface JobScheduler extends AutoCloseable
        permits ThreadedScheduler, SteppedScheduler {

    /** Returns the client that stores jobs. */
    SchedulerClient client();

    /** Returns the table of the jobs. */
    JobTable table();

    /** Checks for due jobs now. */
    void wake();

    /** Starts running due jobs. */
    void start();

    /**
     * Returns when the earliest unfinished job is due, whether it waits or runs. Kinds that only
     * another version knows and periodic jobs do not count.
     */
    default Optional<Instant> nextDue() {
        return earliest(ScheduledExecutionsFilter.onlyResolved());
    }

    /** Returns when the earliest of these jobs is due. */
    default Optional<Instant> earliest(ScheduledExecutionsFilter which) {
        var earliest = new AtomicReference<Instant>();
        client().fetchScheduledExecutions(
                        which,
                        job -> {
                            if (!isPeriodic(job)) {
                                earliest.accumulateAndGet(
                                        job.getExecutionTime(), JobScheduler::earlier);
                            }
                        });
        return Optional.ofNullable(earliest.get());
    }

    private static boolean isPeriodic(ScheduledExecution<Object> job) {
        return job.getTaskInstance().getId().equals(RecurringTask.INSTANCE);
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }

    /** Starts no more jobs until {@link #resume}; running jobs continue. */
    void pause();

    /** Ends {@link #pause}. */
    void resume();

    /** Lets running jobs finish, for a limited time. */
    @Override
    void close();

    /** Creates the scheduler when all kinds of jobs are known. */
    @FunctionalInterface
    interface Builder {
        /** Returns a scheduler for these tasks. */
        JobScheduler build(List<Task<?>> tasks);
    }
}
