package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.ScheduledExecutionsFilter;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;

import dev.keydesk.store.Db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Jobs on the caller's thread, when the caller says so: one step after the other, no waiting. */
public final class SteppedEngine implements Engine {
    private static final int RUNAWAY = 10_000;

    private final ManualScheduler scheduler;
    private final SettableClock schedulerClock = new SettableClock();
    private final InstantSource clock;

    public SteppedEngine(Db db, InstantSource clock, List<Task<?>> tasks) {
        this.clock = clock;
        var builder = TestHelper.createManualScheduler(db.joining(), tasks);
        builder.clock(schedulerClock);
        builder.jdbcCustomization(JobTable.in(db));
        builder.failureLogging(LogLevel.OFF, false);
        this.scheduler = builder.build();
    }

    /** Does everything that is due now, and what that makes due. */
    public void runDue() {
        for (int rounds = 0; nextDue().filter(due -> !due.isAfter(clock.instant())).isPresent(); ) {
            if (++rounds > RUNAWAY) {
                throw new IllegalStateException("jobs that never end: " + nextDue());
            }
            schedulerClock.set(clock.instant());
            scheduler.runAnyDueExecutions();
        }
    }

    /** What another node is doing right now is not for this one to step through. */
    @Override
    public Optional<Instant> nextDue() {
        return earliest(ScheduledExecutionsFilter.all().withPicked(false));
    }

    @Override
    public SchedulerClient client() {
        return scheduler;
    }

    @Override
    public void wake() {}

    @Override
    public void start() {}

    @Override
    public void close() {
        scheduler.stop();
    }
}
