package dev.keydesk.jobs;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.Update;

import java.time.Instant;
import java.util.List;

/**
 * The table of jobs: db-scheduler's access to it in each kind of database, and the statements that
 * db-scheduler lacks. The library cannot bring forward or mark a running job (it throws), and it
 * ends a job by its version, even if the job was requested again meanwhile. So a running job that
 * is requested again gets another due time, and it is ended only if it still has the due time with
 * which it began.
 */
public final class JobTable {
    private static final String STORE =
            """
            insert into scheduled_tasks
                   (task_name, task_instance, execution_time, picked, version)
            values (:kind, :instance, :when, false, 1)
                on conflict do nothing
            """;

    private static final String STORE_OR_BRING_FORWARD =
            """
            insert into scheduled_tasks
                   (task_name, task_instance, execution_time, picked, version)
            values (:kind, :instance, :when, false, 1)
                on conflict (task_name, task_instance) do update
               set execution_time = excluded.execution_time, consecutive_failures = 0
             where not scheduled_tasks.picked
               and scheduled_tasks.execution_time > excluded.execution_time
            """;

    private static final String END =
            """
            delete from scheduled_tasks
             where task_name = :kind and task_instance = :instance
               and version = :version and execution_time = :begun
            """;

    private static final String PUT_OFF =
            """
            update scheduled_tasks
               set picked = false, picked_by = null, last_heartbeat = null,
                   consecutive_failures = :failures, execution_time = :until,
                   version = version + 1
             where task_name = :kind and task_instance = :instance
               and version = :version and execution_time = :begun
            """;

    private static final String CANCEL =
            """
            delete from scheduled_tasks
             where task_name = :kind and task_instance = :instance and picked = false
            """;

    private static final String FREE =
            """
            update scheduled_tasks
               set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
             where picked = true
            """;

    private final Db.Kind database;
    private final String requestRun;
    private final Jdbi own;

    JobTable(Db db) {
        this.database = db.kind();
        this.requestRun =
                switch (database) {
                    case SQLITE -> requestRun("1");
                    case POSTGRES -> requestRun("interval '1 millisecond'");
                };
        this.own = Jdbi.create(db.joining());
        own.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    }

    JdbcCustomization customization() {
        return switch (database) {
            case SQLITE -> new SqliteJdbcCustomization();
            case POSTGRES -> new PostgreSqlJdbcCustomization(false, false);
        };
    }

    /** The library's customization stores milliseconds in SQLite, and timestamps in PostgreSQL. */
    private Object time(Instant at) {
        return switch (database) {
            case SQLITE -> at.toEpochMilli();
            case POSTGRES -> at;
        };
    }

    /**
     * Waits for others who store the same job, and locks the row until the commit: a waiting job
     * must not begin before the data that it needs is stored.
     *
     * @param millisecond is added to a due time that is not before now
     */
    private static String requestRun(String millisecond) {
        return """
        insert into scheduled_tasks
               (task_name, task_instance, execution_time, picked, version)
        values (:kind, :instance, :now, false, 1)
            on conflict (task_name, task_instance) do update
            set execution_time =
                    case when not scheduled_tasks.picked
                              and scheduled_tasks.execution_time < :now
                         then scheduled_tasks.execution_time
                         when scheduled_tasks.picked
                              and scheduled_tasks.execution_time >= :now
                         then scheduled_tasks.execution_time + %s
                         else :now end,
                consecutive_failures =
                    case when scheduled_tasks.picked
                         then scheduled_tasks.consecutive_failures
                         else 0 end
        """
                .formatted(millisecond);
    }

    /** Stores the job, unless it is stored already. */
    void store(Tx tx, TaskInstanceId job, Instant when) {
        bound(tx.sql().createUpdate(STORE), job).bind("when", time(when)).execute();
    }

    /**
     * Stores the job, or makes the stored one due sooner. A job that is running, or that another
     * node begins at this moment, stays as it is.
     */
    void storeOrBringForward(Handle sql, TaskInstanceId job, Instant when) {
        bound(sql.createUpdate(STORE_OR_BRING_FORWARD), job).bind("when", time(when)).execute();
    }

    /** The same in a transaction of its own. */
    void storeOrBringForward(TaskInstanceId job, Instant when) {
        own.useHandle(sql -> storeOrBringForward(sql, job, when));
    }

    /** Stores the job, or makes the stored one due now. */
    void requestRun(Tx tx, TaskInstanceId job, Instant now) {
        bound(tx.sql().createUpdate(requestRun), job).bind("now", time(now)).execute();
    }

    private static Update bound(Update statement, TaskInstanceId job) {
        return statement.bind("kind", job.getTaskName()).bind("instance", job.getId());
    }

    /** Ends a finished job; returns false if it has been requested again since it began. */
    boolean end(Execution done) {
        return own.withHandle(sql -> isUntouched(sql.createUpdate(END), done));
    }

    /**
     * Postpones an unfinished job. Waits for a transaction that requests the job at this moment.
     *
     * @param failures how often in a row it counts as failed
     * @return false if it has been requested again since it began, or no longer belongs to this
     *     node; then nothing was changed
     */
    boolean putOff(Execution begun, Instant until, int failures) {
        return own.withHandle(sql ->
                isUntouched(
                        sql.createUpdate(PUT_OFF)
                                .bind("until", time(until))
                                .bind("failures", failures),
                        begun));
    }

    private boolean isUntouched(Update statement, Execution begun) {
        return bound(statement, begun.taskInstance)
                        .bind("version", begun.version)
                        .bind("begun", time(begun.executionTime))
                        .execute()
                == 1;
    }

    /** Deletes the waiting ones of these jobs. */
    static void cancel(Tx tx, List<Job> those) {
        var batch = tx.sql().prepareBatch(CANCEL);
        those.forEach(job ->
                batch.bind("kind", job.kind().name()).bind("instance", job.instance()).add());
        batch.execute();
    }

    /** Makes jobs that other nodes had begun due again. */
    static void free(Tx tx) {
        tx.sql().createUpdate(FREE).execute();
    }
}
