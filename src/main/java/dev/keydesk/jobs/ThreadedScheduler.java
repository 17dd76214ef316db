package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import dev.keydesk.store.Db;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Runs jobs on threads of their own; looks for due jobs every second, and at once when one becomes
 * due.
 */
public final class ThreadedScheduler implements JobScheduler {
    // A job that waits for a slow Entra must not hold up others.
    private static final int AT_ONCE = 200;
    private static final int SEATS = 8;
    private static final Duration STANDS_AFTER = Duration.ofSeconds(1);
    static final Duration POLL = Duration.ofSeconds(1);

    /**
     * A node that misses four counts as dead, and db-scheduler looks for dead nodes at every second
     * one: 32 and 16 seconds, and one second until the next look for due jobs, are less than a
     * minute.
     */
    static final Duration HEARTBEAT = Duration.ofSeconds(8);

    static final int MISSED_HEARTBEATS = 4;

    /** The library looks for dead nodes at every second heartbeat. */
    private static final int BEATS_BETWEEN_LOOKS = 2;

    /** The longest time after which another node starts the jobs of a node that was killed. */
    public static final Duration TAKEN_OVER_WITHIN =
            HEARTBEAT.multipliedBy(MISSED_HEARTBEATS + BEATS_BETWEEN_LOOKS).plus(POLL);

    /**
     * Unknown jobs belong to a newer version that runs beside this one; they are always left alone.
     */
    private static final Duration FOREIGN_JOBS_STAY = Duration.ofDays(3650);

    private static final Duration LAST_WAIT = Duration.ofSeconds(40);

    private final Scheduler scheduler;
    private final JobTable table;
    private final InstantSource clock;
    private final List<RecurringTask<?>> periodic;

    /** Has the usual heartbeat. */
    public ThreadedScheduler(Db db, InstantSource clock, List<Task<?>> tasks) {
        this(db, clock, tasks, HEARTBEAT);
    }

    ThreadedScheduler(Db db, InstantSource clock, List<Task<?>> tasks, Duration heartbeat) {
        this.clock = clock;
        this.table = new JobTable(db);
        this.periodic =
                tasks.stream()
                        .filter(RecurringTask.class::isInstance)
                        .<RecurringTask<?>>map(RecurringTask.class::cast)
                        .toList();
        var others = tasks.stream().filter(task -> !(task instanceof RecurringTask)).toList();
        this.scheduler =
                Scheduler.create(db.joining(), others)
                        .startTasks(periodic)
                        .jdbcCustomization(table.customization())
                        .clock(clock::instant)
                        .threads(AT_ONCE)
                        .executorService(new ConcurrencyLimiter(SEATS, STANDS_AFTER))
                        .pollingInterval(POLL)
                        .enableImmediateExecution()
                        .heartbeatInterval(heartbeat)
                        .deleteUnresolvedAfter(FOREIGN_JOBS_STAY)
                        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                        .shutdownMaxWait(LAST_WAIT)
                        // Jobs logs failures itself, without the values that statements may
                        // contain.
                        .failureLogging(LogLevel.OFF, false)
                        .build();
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
    public void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    @Override
    public void start() {
        // Done first, because the scheduler picks what is due as soon as it has started.
        periodic.forEach(this::soon);
        scheduler.start();
    }

    /**
     * Makes a periodic task due when Keydesk starts, whenever it last ran, unless another node is
     * running it at this moment.
     */
    private void soon(RecurringTask<?> task) {
        table.storeOrBringForward(
                TaskInstanceId.of(task.getName(), RecurringTask.INSTANCE), clock.instant());
    }

    @Override
    public void pause() {
        scheduler.pause();
    }

    @Override
    public void resume() {
        scheduler.resume();
    }

    @Override
    public void close() {
        scheduler.stop();
    }
}
