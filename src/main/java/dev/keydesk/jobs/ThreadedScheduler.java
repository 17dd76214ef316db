package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import dev.keydesk.store.Db;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Jobs on threads of their own, looked for every second and at once when one becomes due. */
public final class ThreadedScheduler implements JobScheduler {
    // A job that waits for a slow Entra must not keep others from their turn.
    private static final int AT_ONCE = 200;
    private static final int SEATS = 8;
    private static final Duration STANDS_AFTER = Duration.ofSeconds(1);
    static final Duration POLL = Duration.ofSeconds(1);

    /**
     * A node that misses four counts as dead, and db-scheduler looks for the dead at every second
     * one: 32 and 16 seconds, and one until the next look for due jobs, are less than a minute.
     */
    static final Duration HEARTBEAT = Duration.ofSeconds(8);

    static final int MISSED_HEARTBEATS = 4;

    /** The library looks for dead nodes at every second heartbeat. */
    private static final int BEATS_BETWEEN_LOOKS = 2;

    /** So long after a node was killed another one begins with what that one was at. */
    public static final Duration TAKEN_OVER_WITHIN =
            HEARTBEAT.multipliedBy(MISSED_HEARTBEATS + BEATS_BETWEEN_LOOKS).plus(POLL);

    /** Jobs of a newer version beside us are that version's; they are left alone, always. */
    private static final Duration FOREIGN_JOBS_STAY = Duration.ofDays(3650);

    private static final Duration LAST_WAIT = Duration.ofSeconds(40);

    private final Scheduler scheduler;
    private final JobTable table;
    private final InstantSource clock;
    private final List<RecurringTask<?>> periodic;

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
                        // Jobs logs failures itself, without values that statements may carry.
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
        // Before, because the scheduler itself picks what is due as soon as it has started.
        periodic.forEach(this::soon);
        scheduler.start();
    }

    /**
     * A desk that starts begins with what it does again and again, whenever it was done last. At
     * the first start there is no row yet, and another node may be at it this moment: then it is
     * done now anyway.
     */
    private void soon(RecurringTask<?> task) {
        try {
            scheduler.reschedule(
                    TaskInstanceId.of(task.getName(), RecurringTask.INSTANCE), clock.instant());
        } catch (TaskInstanceException doneNowAnyway) {
            // Nobody needs to bring it forward then.
        }
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
