package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;

import dev.keydesk.store.Db;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Runs jobs on the caller's thread when the caller says so, one after the other and without
 * waiting.
 */
public final class SteppedScheduler implements JobScheduler {
    private static final int RUNAWAY = 10_000;

    /**
     * The library's scheduler for tests gives up on a node after so many, whatever is configured.
     */
    private static final int MISSED = 6;

    /** A node counts as dead after the same time as with {@link ThreadedScheduler}. */
    private static final Duration HEARTBEAT =
            ThreadedScheduler.HEARTBEAT
                    .multipliedBy(ThreadedScheduler.MISSED_HEARTBEATS)
                    .dividedBy(MISSED);

    private final ManualScheduler scheduler;
    private final JobTable table;
    private final SettableClock schedulerClock = new SettableClock();
    private final InstantSource clock;
    private boolean paused;

    /** Is the only node. */
    public SteppedScheduler(Db db, InstantSource clock, List<Task<?>> tasks) {
        this(db, clock, tasks, "stepped");
    }

    /**
     * The same for one of several nodes.
     *
     * @param name of the node, in the rows of its running jobs
     */
    public SteppedScheduler(Db db, InstantSource clock, List<Task<?>> tasks, String name) {
        this.clock = clock;
        this.table = new JobTable(db);
        var builder = TestHelper.createManualScheduler(db.joining(), tasks);
        builder.clock(schedulerClock);
        builder.jdbcCustomization(table.customization());
        builder.failureLogging(LogLevel.OFF, false);
        builder.schedulerName(new SchedulerName.Fixed(name));
        builder.heartbeatInterval(HEARTBEAT);
        this.scheduler = builder.build();
    }

    /** Runs everything that is due now, and everything that becomes due by that. */
    public void runDue() {
        for (int rounds = 0;
                !paused && nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent(); ) {
            if (++rounds > RUNAWAY) {
                throw new IllegalStateException("jobs that never end: " + nextDue());
            }
            runOnce();
        }
    }

    /** Runs what is due now, but not what becomes due by that. */
    public void runOnce() {
        if (!paused) {
            schedulerClock.set(clock.instant());
            scheduler.runAnyDueExecutions();
        }
    }

    /** Takes over the jobs of nodes whose last heartbeat is too old. */
    public void takeOver() {
        schedulerClock.set(clock.instant());
        scheduler.runDeadExecutionDetection();
    }

    /** A job that another node is running does not count, because this one cannot run it. */
    @Override
    public Optional<Instant> nextDue() {
        return earliest(ScheduledExecutionsFilter.onlyResolved().withPicked(false));
    }

    @Override
    public SchedulerClient client() {
        return scheduler;
    }

    @Override
    public JobTable table() {
        return table;
    }

    @Override
    public void wake() {}

    @Override
    public void start() {}

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
