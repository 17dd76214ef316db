package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The engine with threads of its own; tests wait for what it does, never for a while. */
@EachStore.Contract
class ThreadedSchedulerTest {
    private static final JobKind LETTER = new JobKind("write-letter");
    private static final long GENEROUS_SECONDS = 60;

    private final EachStore store;
    @TempDir private Path folder;
    private final SandboxClock clock = SandboxClock.running();
    private Db db;
    private Jobs jobs;

    ThreadedSchedulerTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        jobs = new Jobs(clock, new Backoff(_ -> Optional.empty()));
    }

    @AfterEach
    void close() {
        jobs.jobScheduler().close();
        db.close();
    }

    private void run(JobHandler work) {
        jobs.register(LETTER, work);
        jobs.runOn(tasks -> new ThreadedScheduler(db, clock, tasks));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(GENEROUS_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void jobs_run_on_threads_of_the_operating_system_and_not_on_those_that_acknowledge() {
        var virtual = new AtomicBoolean(true);
        var done = new CountDownLatch(1);
        run(_ -> {
            virtual.set(Thread.currentThread().isVirtual());
            done.countDown();
        });
        jobs.jobScheduler().start();
        db.writing(tx -> jobs.scheduleNow(tx, new Job(LETTER, "a", 0)));

        await(done);
        assertThat(virtual.get()).isFalse();
    }

    @Test
    void jobs_are_done_side_by_side_by_themselves() {
        // Each of the ten waits for the others, so they end only if they run at the same time.
        var together = new CountDownLatch(10);
        var done = new CountDownLatch(10);
        run(_ -> {
            together.countDown();
            await(together);
            done.countDown();
        });
        jobs.jobScheduler().start();
        for (int i = 0; i < 10; i++) {
            var job = new Job(LETTER, "a", i);
            db.writing(tx -> jobs.scheduleNow(tx, job));
        }
        await(done);
    }

    @Test
    void jobs_stored_before_the_start_are_found() {
        var done = new CountDownLatch(1);
        run(_ -> done.countDown());
        db.writing(tx -> jobs.scheduleNow(tx, new Job(LETTER, "a", 1)));
        jobs.jobScheduler().start();
        await(done);
    }

    @Test
    void a_job_of_tomorrow_is_done_when_the_clock_says_tomorrow() {
        var done = new CountDownLatch(1);
        run(_ -> done.countDown());
        jobs.jobScheduler().start();
        db.writing(tx ->
                jobs.schedule(
                        tx, new Job(LETTER, "a", 1), clock.instant().plus(Duration.ofDays(1))));
        clock.pass(Duration.ofDays(1));
        jobs.jobScheduler().wake();
        await(done);
    }

    @Test
    void a_job_that_failed_is_done_in_the_end() {
        var failed = new AtomicBoolean();
        var done = new CountDownLatch(1);
        run(_ -> {
            if (!failed.getAndSet(true)) {
                // The second try is due by then, so nobody has to wait for it.
                clock.pass(Duration.ofMinutes(1));
                throw new RescheduleException(clock.instant());
            }
            done.countDown();
        });
        jobs.jobScheduler().start();
        db.writing(tx -> jobs.scheduleNow(tx, new Job(LETTER, "a", 1)));
        await(done);
    }

    @Test
    void a_paused_engine_begins_no_job_until_it_goes_on() {
        var goesOn = new AtomicBoolean();
        var tooEarly = new AtomicBoolean();
        var done = new CountDownLatch(1);
        run(_ -> {
            tooEarly.set(!goesOn.get());
            done.countDown();
        });
        jobs.jobScheduler().start();
        jobs.jobScheduler().pause();
        for (int looks = 0; looks < 20; looks++) {
            db.writing(tx -> jobs.scheduleNow(tx, new Job(LETTER, "a", 1)));
        }
        goesOn.set(true);
        jobs.jobScheduler().resume();
        await(done);
        assertThat(tooEarly).isFalse();
    }

    @Test
    void closing_lets_a_running_job_finish() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        run(_ -> {
            begun.countDown();
            await(mayEnd);
            ended.set(true);
        });
        jobs.jobScheduler().start();
        db.writing(tx -> jobs.scheduleNow(tx, new Job(LETTER, "a", 1)));
        await(begun);
        var closing = Thread.ofVirtual().start(() -> jobs.jobScheduler().close());
        mayEnd.countDown();
        closing.join();
        assertThat(ended).isTrue();
    }
}
