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
 * What drives the jobs: threads of its own while the desk runs, or the caller's thread where time
 * is made rather than waited for.
 */
public sealed interface JobScheduler extends AutoCloseable
        permits ThreadedScheduler, SteppedScheduler {

    SchedulerClient client();

    /** Where its jobs are stored. */
    JobTable table();

    /** Something became due just now. */
    void wake();

    void start();

    /**
     * When the earliest job is due that is not settled yet, be it waiting or under way. Kinds that
     * only another version knows are left to that one, and what is done again and again never ends.
     */
    default Optional<Instant> nextDue() {
        return earliest(ScheduledExecutionsFilter.onlyResolved());
    }

    /** When the earliest of these jobs is due. */
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

    /** Begins no more jobs until {@link #resume}; those under way go on. */
    void pause();

    void resume();

    /** Lets running jobs finish, for a bounded time. */
    @Override
    void close();

    /** Builds an engine once all jobs are known. */
    @FunctionalInterface
    interface Builder {
        JobScheduler build(List<Task<?>> tasks);
    }
}
