package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;

import dev.keydesk.logging.Traces;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Tx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Schedules jobs. A job is stored in the transaction that causes it, runs at least once, and is
 * tried again until it succeeds.
 */
public final class Jobs {
    /**
     * A job that this version cannot read is offered again after this time, to whichever node is
     * first.
     */
    public static final Duration LEFT_ALONE = Duration.ofSeconds(10);

    /** A newer version that no longer runs may have left the job for good. */
    private static final Duration LONGEST_LEFT_ALONE = Duration.ofMinutes(10);

    /** This many doublings of the shortest wait exceed the longest. */
    private static final int MOST_DOUBLINGS = 6;

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final InstantSource clock;
    private final Backoff backoff;
    private final Traces traces;
    private final Map<JobKind, CustomTask<Void>> tasks = new LinkedHashMap<>();
    private final List<RecurringTask<Void>> periodic = new ArrayList<>();
    private @Nullable JobScheduler jobScheduler;

    /** Needs {@link #runOn} before jobs can be scheduled. */
    public Jobs(InstantSource clock, Backoff backoff) {
        this.clock = clock;
        this.backoff = backoff;
        this.traces = new Traces(clock);
    }

    /**
     * Registers the handler of a kind of job. All kinds must be known before the scheduler is
     * built.
     */
    public void register(JobKind kind, JobHandler work) {
        register(kind, Integer.MAX_VALUE, work);
    }

    /**
     * The same for a kind that is not tried for ever.
     *
     * @param mostTries after so many failures in a row the job is dropped, with an error in the log
     */
    public void register(JobKind kind, int mostTries, JobHandler work) {
        var task =
                Tasks.custom(kind.name(), Void.class)
                        .onFailure((complete, next) -> failed(complete, next, mostTries))
                        // The library's own way uses the machine's clock.
                        .onDeadExecution((complete, next) -> next.reschedule(complete, now()))
                        .execute((instance, _) -> {
                            work.run(Job.of(kind, instance.getId()));
                            return this::end;
                        });
        if (tasks.put(kind, task) != null) {
            throw new IllegalStateException("two ways to do " + kind.name());
        }
    }

    /**
     * Registers periodic work, done by one node at a time: first when Keydesk starts, then after
     * each pause. If the node dies, another one does it.
     *
     * @param work logs its own failures; they are not logged here, and {@link RescheduleException}
     *     sets the next time
     */
    public void every(JobKind kind, Duration pause, Runnable work) {
        periodic.add(
                Tasks.recurring(kind.name(), FixedDelay.of(pause))
                        .onFailure((complete, next) -> {
                            var cause = complete.getCause().orElse(null);
                            next.reschedule(
                                    ExecutionComplete.simulatedSuccess(now()),
                                    cause instanceof RescheduleException later
                                            ? later.when()
                                            : now().plus(pause));
                        })
                        .onDeadExecution((complete, next) -> next.reschedule(complete, now()))
                        .execute((_, _) -> work.run()));
    }

    /**
     * Makes jobs that other nodes had begun due again, when it is known that none of them lives;
     * call it before the scheduler starts.
     */
    public void releaseJobsOfDeadNodes(Tx tx) {
        JobTable.free(tx);
    }

    /** Stores the job with the transaction; a job that is already stored stays as it is. */
    public void schedule(Tx tx, Job job, Instant when) {
        jobScheduler().table().store(tx, instance(job), when);
        wakeIfDue(tx, when);
    }

    private void wakeIfDue(Tx tx, Instant when) {
        if (!when.isAfter(clock.instant())) {
            tx.afterCommit(jobScheduler()::wake);
        }
    }

    /**
     * The same, and brings a waiting job forward if it is stored for later. A running job stays as
     * it is, because it checks for itself what there is to do.
     */
    public void scheduleOrBringForward(Tx tx, Job job, Instant when) {
        jobScheduler().table().storeOrBringForward(tx.sql(), instance(job), when);
        wakeIfDue(tx, when);
    }

    /** Deletes waiting jobs with the transaction; a running or finished one stays as it is. */
    public void cancel(Tx tx, List<Job> those) {
        if (!those.isEmpty()) {
            JobTable.cancel(tx, those);
        }
    }

    /** Stores the job to run now. */
    public void scheduleNow(Tx tx, Job job) {
        schedule(tx, job, clock.instant());
    }

    /**
     * Makes the job run once after this transaction, however often this is called until then: a
     * waiting job becomes due now, as if it had never failed, and a running one runs once more when
     * it has ended. It sees what this transaction stores.
     */
    public void runAgain(Tx tx, Job job) {
        jobScheduler().table().requestRun(tx, instance(job), clock.instant());
        tx.afterCommit(jobScheduler()::wake);
    }

    private TaskInstanceId instance(Job job) {
        var task = tasks.get(job.kind());
        if (task == null) {
            throw new IllegalStateException("nobody does " + job.kind().name());
        }
        return task.instanceId(job.instance());
    }

    /** Builds the scheduler; called once, when all kinds are known. */
    public void runOn(JobScheduler.Builder builder) {
        var all = new ArrayList<Task<?>>(tasks.values());
        all.addAll(periodic);
        this.jobScheduler = builder.build(all);
    }

    /** Returns the scheduler. */
    public JobScheduler jobScheduler() {
        if (jobScheduler == null) {
            throw new IllegalStateException("the jobs have no engine yet");
        }
        return jobScheduler;
    }

    private Instant now() {
        return clock.instant();
    }

    private void end(ExecutionComplete complete, ExecutionOperations<Void> operations) {
        if (!jobScheduler().table().end(complete.getExecution())) {
            // An execution that no longer belongs to this node is refused here.
            operations.reschedule(ExecutionComplete.simulatedSuccess(now()), now());
        }
    }

    private void failed(
            ExecutionComplete complete, ExecutionOperations<Void> operations, int mostTries) {
        var cause = complete.getCause().orElseThrow();
        var begun = complete.getExecution();
        if (cause instanceof RescheduleException later) {
            if (!jobScheduler().table().putOff(begun, later.when(), 0)) {
                operations.reschedule(ExecutionComplete.simulatedSuccess(now()), now());
            }
        } else if (cause instanceof RowJson.Unreadable unreadable) {
            leaveAlone(begun, operations, unreadable);
        } else if (begun.consecutiveFailures + 1 >= mostTries) {
            giveUp(complete, operations, traces.describe(cause));
        } else {
            tryAgain(complete, operations, cause);
        }
    }

    /**
     * Offers the job again: a newer version wrote it, and may run beside this one. The wait doubles
     * each time, because all of these jobs together are work, too.
     */
    private void leaveAlone(
            Execution begun, ExecutionOperations<Void> operations, RowJson.Unreadable unreadable) {
        int before = begun.consecutiveFailures;
        var doubled = LEFT_ALONE.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
        var pause = Collections.min(List.of(doubled, LONGEST_LEFT_ALONE));
        log.debug(
                "job={} left alone for {}s: {}",
                begun.taskInstance,
                pause.toSeconds(),
                unreadable.getMessage());
        // A newer version whose attempt fails later counts from here, and must not give up soon.
        int failures = Math.max(before, Math.min(before + 1, MOST_DOUBLINGS));
        if (!jobScheduler().table().putOff(begun, now().plus(pause), failures)) {
            operations.reschedule(ExecutionComplete.simulatedSuccess(now()), now());
        }
    }

    private void giveUp(
            ExecutionComplete complete, ExecutionOperations<Void> operations, Traces.Told told) {
        var begun = complete.getExecution();
        log.error(
                "job={} given up after {} failures: {}",
                begun.taskInstance,
                begun.consecutiveFailures + 1,
                told.words(),
                told.stack());
        end(complete, operations);
    }

    private void tryAgain(
            ExecutionComplete complete, ExecutionOperations<Void> operations, Throwable cause) {
        var begun = complete.getExecution();
        int failures = begun.consecutiveFailures + 1;
        var wait = backoff.waitAfter(cause, begun.consecutiveFailures);
        var told = traces.describe(cause);
        log.warn(
                "job={} subject={} failures={} next-in={}s cause={}",
                begun.taskInstance.getTaskName(),
                begun.taskInstance.getId(),
                failures,
                wait.toSeconds(),
                told.words(),
                told.stack());
        if (!jobScheduler().table().putOff(begun, now().plus(wait), failures)) {
            // Counted, because a job that fails and requests itself must come to an end.
            operations.reschedule(complete, now());
        }
    }
}
