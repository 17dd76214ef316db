package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;

import dev.keydesk.store.Db;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Jobs on virtual threads, looked for every second and at once when one becomes due. */
public final class RunningEngine implements Engine {
    // Virtual threads: a job that waits for a slow Entra must not keep others from their turn.
    private static final int AT_ONCE = 200;
    private static final int SEATS = 8;
    private static final Duration STANDS_AFTER = Duration.ofSeconds(1);
    private static final Duration POLL = Duration.ofSeconds(1);
    // A node that misses four heartbeats counts as dead: its jobs are taken over within a minute.
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final int MISSED_HEARTBEATS = 4;
    private static final Duration LAST_WAIT = Duration.ofSeconds(40);

    private final Scheduler scheduler;

    public RunningEngine(Db db, InstantSource clock, List<Task<?>> tasks) {
        this.scheduler =
                Scheduler.create(db.joining(), tasks)
                        .jdbcCustomization(JobTable.in(db))
                        .clock(clock::instant)
                        .threads(AT_ONCE)
                        .executorService(new Seats(SEATS, STANDS_AFTER))
                        .pollingInterval(POLL)
                        .enableImmediateExecution()
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(LAST_WAIT)
                        // Jobs logs failures itself, without values that statements may carry.
                        .failureLogging(LogLevel.OFF, false)
                        .build();
    }

    @Override
    public SchedulerClient client() {
        return scheduler;
    }

    @Override
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void start() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
