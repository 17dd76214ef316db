package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;

import dev.keydesk.store.Tx;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be done later. A job is stored in the transaction of the move that causes it, is done
 * at least once, and is tried again until it is done.
 */
public final class Jobs {
    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    private final InstantSource clock;
    private final Patience patience;
    private final Map<JobKind, OneTimeTask<Void>> tasks = new LinkedHashMap<>();
    private @Nullable Engine engine;

    public Jobs(InstantSource clock, Patience patience) {
        this.clock = clock;
        this.patience = patience;
    }

    /** Says how a kind of job is done. All kinds are known before the engine is built. */
    public void on(JobKind kind, Work work) {
        on(kind, Integer.MAX_VALUE, work);
    }

    /**
     * The same for a kind that is not worth trying for ever.
     *
     * @param mostTries after so many failures in a row the job is let go, with an error in the log
     */
    public void on(JobKind kind, int mostTries, Work work) {
        var task =
                Tasks.oneTime(kind.name())
                        .onFailure((complete, next) -> failed(complete, next, mostTries))
                        // The library's own way asks the machine what time it is.
                        .onDeadExecution((complete, next) -> next.reschedule(complete, now()))
                        .execute((instance, _) -> work.on(Job.of(kind, instance.getId())));
        if (tasks.put(kind, task) != null) {
            throw new IllegalStateException("two ways to do " + kind.name());
        }
    }

    /** Stores the job with the transaction; the same job twice is one job. */
    public void schedule(Tx tx, Job job, Instant when) {
        var task = tasks.get(job.kind());
        if (task == null) {
            throw new IllegalStateException("nobody does " + job.kind().name());
        }
        engine().client().scheduleIfNotExists(task.instance(job.instance()), when);
        if (!when.isAfter(clock.instant())) {
            tx.afterCommit(engine()::wake);
        }
    }

    public void soon(Tx tx, Job job) {
        schedule(tx, job, clock.instant());
    }

    /** Called once, when all kinds are known. */
    public void runOn(Engine.Builder builder) {
        this.engine = builder.build(new ArrayList<Task<?>>(tasks.values()));
    }

    public Engine engine() {
        if (engine == null) {
            throw new IllegalStateException("the jobs have no engine yet");
        }
        return engine;
    }

    private Instant now() {
        return clock.instant();
    }

    private void failed(
            ExecutionComplete complete, ExecutionOperations<Void> operations, int mostTries) {
        var cause = complete.getCause().orElseThrow();
        if (cause instanceof TryAgain later) {
            operations.reschedule(
                    ExecutionComplete.simulatedSuccess(clock.instant()), later.when());
            return;
        }
        int before = complete.getExecution().consecutiveFailures;
        if (before + 1 >= mostTries) {
            log.error(
                    "job={} given up after {} failures: {}",
                    complete.getExecution().taskInstance,
                    before + 1,
                    cause.getMessage());
            operations.stop();
            return;
        }
        var wait = patience.after(cause, before);
        log.warn(
                "job={} subject={} failures={} next-in={}s cause={}: {}",
                complete.getExecution().taskInstance.getTaskName(),
                complete.getExecution().taskInstance.getId(),
                before + 1,
                wait.toSeconds(),
                cause.getClass().getSimpleName(),
                cause.getMessage());
        operations.reschedule(complete, clock.instant().plus(wait));
    }
}
