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

/** Jobs on the caller's thread, when the caller says so: one step after the other, no waiting. */
public final class SteppedScheduler implements JobScheduler {
    private static final int RUNAWAY = 10_000;

    /** The library's scheduler for tests gives up on a node after so many, whatever it is told. */
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

    public SteppedScheduler(Db db, InstantSource clock, List<Task<?>> tasks) {
        this(db, clock, tasks, "stepped");
    }

    /**
     * The same for one of several nodes.
     *
     * @param name stands in the rows of the jobs it is doing
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

    /** Does everything that is due now, and what that makes due. */
    public void runDue() {
        for (int rounds = 0;
                !paused && nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent(); ) {
            if (++rounds > RUNAWAY) {
                throw new IllegalStateException("jobs that never end: " + nextDue());
            }
            runOnce();
        }
    }

    /** Does what is due now, and leaves what that makes due for another time. */
    public void runOnce() {
        if (!paused) {
            schedulerClock.set(clock.instant());
            scheduler.runAnyDueExecutions();
        }
    }

    /** Takes over the jobs of nodes whose heart has not beaten for long. */
    public void takeOver() {
        schedulerClock.set(clock.instant());
        scheduler.runDeadExecutionDetection();
    }

    /** What another node is doing right now is not for this one to step through. */
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
