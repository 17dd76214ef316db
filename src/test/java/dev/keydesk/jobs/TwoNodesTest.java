package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;

import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.store.CutLine;
import dev.keydesk.store.Db;
import dev.keydesk.store.Postgres;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Store;
import dev.keydesk.store.TransactionHook;
import dev.keydesk.store.Tx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Two nodes on one database share the jobs, and one goes on for the other. */
@Timeout(60)
class TwoNodesTest {
    private static final JobKind LETTER = new JobKind("write-letter");
    private static final JobKind PERIODIC = new JobKind("count-letters");
    private static final JobKind NEWER = new JobKind("send-pigeon");

    private static final String WAITING =
            """
            select count(*)
              from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'
            """;

    private static final String STORED_FOR_LATER =
            """
            insert into scheduled_tasks
                   (task_name, task_instance, execution_time, picked, version)
            values (?, ?, now() + interval '1 day', false, 1)
            """;

    private static final String PICKED =
            """
            update scheduled_tasks
               set picked = true, picked_by = 'another', last_heartbeat = now(),
                   version = version + 1
            """;

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /** The heart beats so much faster than the real one; all else follows from it. */
    private static final int FASTER = 40;

    private static final Duration HEARTBEAT = ThreadedScheduler.HEARTBEAT.dividedBy(FASTER);

    private static final Duration BETWEEN_LOOKS = HEARTBEAT.multipliedBy(2);

    private final Postgres.Place place = Postgres.freshDatabase();

    /** It stands still, so however long this machine stalls, no node that lives looks dead. */
    private final SandboxClock clock =
            SandboxClock.standingAt(Instant.parse("2026-11-22T09:00:00Z"));

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** One node: its database, and its jobs. */
    private record Node(Db db, Jobs jobs) {
        void schedule(Job job) {
            db.writing(tx -> jobs.scheduleNow(tx, job));
        }
    }

    private Node node(Postgres.Place at, List<JobKind> kinds, JobHandler work) {
        var db = Store.openForDesk(at.settings(), TransactionHook.OPEN);
        open.push(db);
        var jobs = new Jobs(clock, new Backoff(_ -> Optional.empty()));
        kinds.forEach(kind -> jobs.register(kind, work));
        jobs.every(PERIODIC, A_MINUTE, () -> {});
        jobs.runOn(tasks -> new ThreadedScheduler(db, clock, tasks, HEARTBEAT));
        open.push(jobs.jobScheduler());
        return new Node(db, jobs);
    }

    @AfterEach
    void close() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Test
    void the_job_of_a_node_that_is_gone_is_done_by_the_other_within_a_minute() throws Exception {
        var line = new CutLine(Postgres.port());
        open.push(line);
        var begun = new CountDownLatch(1);
        var never = new CountDownLatch(1);
        var dying =
                node(
                        place.through(line.port()),
                        List.of(LETTER),
                        _ -> {
                            begun.countDown();
                            waitFor(never);
                        });
        open.push(never::countDown);
        dying.jobs().jobScheduler().start();
        var job = new Job(LETTER, "a", 1);
        dying.schedule(job);
        begun.await();

        BlockingQueue<Job> taken = new LinkedBlockingQueue<>();
        var other = node(place, List.of(LETTER), taken::add);
        line.cut();
        var lastSign = clock.instant();
        var looks = new Looks();
        scheduler(other).registerSchedulerListener(looks);
        other.jobs().jobScheduler().start();

        assertThat(taken.take()).isEqualTo(job);
        var silence = Duration.between(lastSign, looks.declaredDead.join());
        assertThat(silence)
                .as("a node that is only slow is left in peace")
                .isGreaterThanOrEqualTo(
                        HEARTBEAT.multipliedBy(ThreadedScheduler.MISSED_HEARTBEATS));
        // The look before may have come a moment too early.
        var longest = silence.plus(BETWEEN_LOOKS).multipliedBy(FASTER);
        assertThat(longest.plus(ThreadedScheduler.POLL)).isLessThan(A_MINUTE);
        assertThat(betweenLooks(scheduler(other)))
                .as("each look stands for so much time")
                .isEqualTo(BETWEEN_LOOKS);
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void a_job_that_another_node_asks_for_while_it_is_put_off_is_done_at_once(Trouble trouble)
            throws Exception {
        var failing = new CountDownLatch(1);
        var mayFail = new CountDownLatch(1);
        var done = new CompletableFuture<Job>();
        JobHandler work =
                job -> {
                    if (failing.getCount() == 0) {
                        done.complete(job);
                        return;
                    }
                    failing.countDown();
                    waitFor(mayFail);
                    throw trouble.of(clock.instant().plus(A_MINUTE));
                };
        var one = node(place, List.of(LETTER), work);
        var other = node(place, List.of(LETTER), work);
        one.jobs().jobScheduler().start();
        var job = new Job(LETTER, "a", 1);
        one.schedule(job);
        failing.await();
        other.db()
                .writing(tx -> {
                    other.jobs().runAgain(tx, job);
                    mayFail.countDown();
                    untilSomebodyWaits(tx, done);
                });

        assertThat(done.get()).isEqualTo(job);
    }

    @Test
    void a_node_starts_at_the_moment_at_which_another_one_begins_a_periodic_task() {
        var starting = node(place, List.of(LETTER), _ -> {});
        anotherNodeBegins(
                starting,
                PERIODIC.name(),
                RecurringTask.INSTANCE,
                () -> starting.jobs().jobScheduler().start());
    }

    @Test
    void a_job_is_wanted_sooner_at_the_moment_at_which_another_node_begins_it() {
        var job = new Job(LETTER, "a", 1);
        var wanting = node(place, List.of(LETTER), _ -> {});
        anotherNodeBegins(
                wanting,
                LETTER.name(),
                job.instance(),
                () ->
                        wanting.db()
                                .writing(tx ->
                                        wanting.jobs()
                                                .scheduleOrBringForward(tx, job, clock.instant())));
    }

    /** The row is there for later, and is picked up in a transaction that takes its time. */
    private void anotherNodeBegins(Node node, String task, String instance, Runnable meanwhile) {
        var db = node.db();
        db.writing(tx -> tx.sql().execute(STORED_FOR_LATER, task, instance));
        var done =
                db.write(tx -> {
                    tx.sql().execute(PICKED);
                    var thread = CompletableFuture.runAsync(meanwhile);
                    untilSomebodyWaits(tx, thread);
                    return thread;
                });
        assertThat(done).succeedsWithin(A_MINUTE);
    }

    /** For a lock that the transaction has; or it is done without. */
    private static void untilSomebodyWaits(Tx tx, CompletableFuture<?> done) {
        var waiting = 0;
        while (waiting == 0 && !done.isDone()) {
            tx.sql().execute("select pg_stat_clear_snapshot()");
            waiting = tx.sql().createQuery(WAITING).mapTo(Integer.class).one();
        }
    }

    /** How a job says that it is not done. */
    enum Trouble {
        FAILS,
        WAITS,
        CANNOT_READ;

        RuntimeException of(Instant later) {
            return switch (this) {
                case FAILS -> new IllegalStateException("no");
                case WAITS -> new RescheduleException(later);
                case CANNOT_READ ->
                        catchThrowableOfType(
                                RowJson.Unreadable.class, () -> RowJson.read("", Job.class));
            };
        }
    }

    /** The clock of a node that looks for the dead: each look in vain stands for the time to it. */
    private final class Looks extends AbstractSchedulerListener {
        private final CompletableFuture<Instant> declaredDead = new CompletableFuture<>();

        @Override
        public void onExecutionDead(Execution job) {
            declaredDead.complete(clock.instant());
        }

        @Override
        public void onSchedulerEvent(SchedulerEventType what) {
            if (what == SchedulerEventType.RAN_DETECT_DEAD && !declaredDead.isDone()) {
                clock.pass(BETWEEN_LOOKS);
            }
        }
    }

    private static Scheduler scheduler(Node node) {
        return (Scheduler) node.jobs().jobScheduler().client();
    }

    /** The library shows it to nobody, and the minute hangs on it. */
    private static Duration betweenLooks(Scheduler scheduler) throws ReflectiveOperationException {
        var waiter = Scheduler.class.getDeclaredField("detectDeadWaiter");
        waiter.setAccessible(true);
        return ((Waiter) waiter.get(scheduler)).getWaitDuration();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void each_job_is_done_by_one_of_them() throws Exception {
        BlockingQueue<Job> done = new LinkedBlockingQueue<>();
        var one = node(place, List.of(LETTER), done::add);
        var two = node(place, List.of(LETTER), done::add);
        for (int number = 0; number < 100; number++) {
            one.schedule(new Job(LETTER, "a", number));
        }
        one.jobs().jobScheduler().start();
        two.jobs().jobScheduler().start();
        for (int number = 0; number < 100; number++) {
            done.take();
        }
        one.jobs().jobScheduler().close();
        two.jobs().jobScheduler().close();
        assertThat(done).isEmpty();
    }

    @Test
    void what_is_done_again_and_again_is_done_by_one_of_them_at_each_time() throws Exception {
        var pause = Duration.ofMinutes(10);
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        var one = periodicNode(pause, () -> done.add("one"));
        var two = periodicNode(pause, () -> done.add("two"));
        one.jobs().jobScheduler().start();
        done.take();
        two.jobs().jobScheduler().start();
        // Its start may bring one more time, unless the first one was at it just then.
        var quiet = 2 * ThreadedScheduler.POLL.toMillis();
        while (done.poll(quiet, TimeUnit.MILLISECONDS) != null) {}
        for (int time = 0; time < 3; time++) {
            clock.pass(pause);
            done.take();
            assertThat(done.poll(quiet, TimeUnit.MILLISECONDS))
                    .as("nobody does it a second time")
                    .isNull();
        }
    }

    private Node periodicNode(Duration pause, Runnable work) {
        var db = Store.openForDesk(place.settings(), TransactionHook.OPEN);
        open.push(db);
        var jobs = new Jobs(clock, new Backoff(_ -> Optional.empty()));
        jobs.every(LETTER, pause, work);
        jobs.runOn(tasks -> new ThreadedScheduler(db, clock, tasks, HEARTBEAT));
        open.push(jobs.jobScheduler());
        return new Node(db, jobs);
    }

    @Test
    void a_kind_of_job_that_only_a_newer_version_knows_waits_for_that_version() throws Exception {
        BlockingQueue<Job> ours = new LinkedBlockingQueue<>();
        BlockingQueue<Job> theirs = new LinkedBlockingQueue<>();
        var older = node(place, List.of(LETTER), ours::add);
        var newer = node(place, List.of(LETTER, NEWER), theirs::add);
        newer.schedule(new Job(NEWER, "a", 1));
        newer.schedule(new Job(LETTER, "b", 1));
        older.jobs().jobScheduler().start();
        assertThat(ours.take()).as("the one it knows").isEqualTo(new Job(LETTER, "b", 1));

        newer.jobs().jobScheduler().start();
        assertThat(theirs.take()).isEqualTo(new Job(NEWER, "a", 1));
    }
}
