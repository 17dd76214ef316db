package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.Task;

import java.util.List;

/**
 * What drives the jobs: threads of its own while the desk runs, or the caller's thread where time
 * is made rather than waited for.
 */
public sealed interface Engine extends AutoCloseable permits RunningEngine, SteppedEngine {

    SchedulerClient client();

    /** Something became due just now. */
    void wake();

    void start();

    /** Lets running jobs finish, for a bounded time. */
    @Override
    void close();

    /** Builds an engine once all jobs are known. */
    @FunctionalInterface
    interface Builder {
        Engine build(List<Task<?>> tasks);
    }
}
