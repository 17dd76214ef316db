package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keydesk.chat.CapturedLog;
import dev.keydesk.sandbox.SandboxClock;
import dev.keydesk.store.Db;
import dev.keydesk.store.EachStore;
import dev.keydesk.store.RowJson;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Jobs on the caller's thread, in a time that is made. */
@EachStore.Contract
class JobsTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final JobKind LETTER = new JobKind("write-letter");
    private static final JobKind PARCEL = new JobKind("pack-parcel");

    private final EachStore store;
    @TempDir private Path folder;
    private final SandboxClock clock = SandboxClock.standingAt(START);
    private final List<String> seen = new ArrayList<>();
    private final Deque<RuntimeException> troubles = new ArrayDeque<>();
    private Db db;
    private Jobs jobs;
    private SteppedScheduler engine;
    private final Hours hours = new Hours(clock, () -> engine);

    JobsTest(EachStore store) {
        this.store = store;
    }

    @BeforeEach
    void open() {
        db = store.openIn(folder);
        jobs = newJobs();
        engine = drive(jobs);
    }

    private Jobs newJobs() {
        var made = new Jobs(clock, new Backoff(_ -> Optional.empty()));
        made.register(LETTER, this::work);
        made.register(PARCEL, this::work);
        return made;
    }

    private SteppedScheduler drive(Jobs those) {
        those.runOn(tasks -> new SteppedScheduler(db, clock, tasks));
        return (SteppedScheduler) those.jobScheduler();
    }

    @AfterEach
    void close() {
        engine.close();
        db.close();
    }

    /** What happens while the next job is under way. */
    private Runnable amid = () -> {};

    private void work(Job job) {
        seen.add(
                "%s %s %d at %s"
                        .formatted(
                                job.kind().name(),
                                job.subject(),
                                job.number(),
                                Duration.between(START, clock.instant())));
        var now = amid;
        amid = () -> {};
        now.run();
        if (!troubles.isEmpty()) {
            throw troubles.remove();
        }
    }

    private void schedule(Job job, Duration ahead) {
        db.writing(tx -> jobs.schedule(tx, job, clock.instant().plus(ahead)));
    }

    private void soon(Job job) {
        db.writing(tx -> jobs.scheduleNow(tx, job));
    }

    private void timePasses(Duration howLong) {
        hours.pass(howLong);
    }

    @Test
    void a_job_is_done_once_with_its_kind_subject_and_number() {
        soon(new Job(LETTER, "KD-7F3K2", 12));
        engine.runDue();
        engine.runDue();
        assertThat(seen).containsExactly("write-letter KD-7F3K2 12 at PT0S");
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void a_job_waits_for_its_time_to_the_moment() {
        schedule(new Job(LETTER, "a", 1), Duration.ofHours(1));
        assertThat(engine.nextDue()).hasValue(START.plus(Duration.ofHours(1)));
        timePasses(Duration.ofHours(1).minusMillis(1));
        assertThat(seen).isEmpty();
        timePasses(Duration.ofMillis(1));
        assertThat(seen).containsExactly("write-letter a 1 at PT1H");
    }

    @Test
    void the_same_job_twice_is_one_at_the_time_of_the_first() {
        schedule(new Job(LETTER, "a", 1), Duration.ofMinutes(1));
        schedule(new Job(LETTER, "a", 1), Duration.ofMinutes(2));
        timePasses(Duration.ofMinutes(5));
        assertThat(seen).containsExactly("write-letter a 1 at PT1M");
    }

    @Test
    void another_kind_subject_or_number_is_another_job() {
        soon(new Job(LETTER, "a", 1));
        soon(new Job(PARCEL, "a", 1));
        soon(new Job(LETTER, "b", 1));
        soon(new Job(LETTER, "a", 2));
        engine.runDue();
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "write-letter a 1 at PT0S",
                        "pack-parcel a 1 at PT0S",
                        "write-letter b 1 at PT0S",
                        "write-letter a 2 at PT0S");
    }

    @Test
    void a_job_that_is_done_may_come_again() {
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).hasSize(2);
    }

    private void again(Job job) {
        db.writing(tx -> jobs.runAgain(tx, job));
    }

    @Test
    void a_job_that_is_asked_for_often_while_it_waits_is_done_once_and_now() {
        schedule(new Job(LETTER, "a", 1), Duration.ofHours(1));
        again(new Job(LETTER, "a", 1));
        again(new Job(LETTER, "a", 1));
        again(new Job(LETTER, "b", 1));
        again(new Job(LETTER, "b", 1));
        engine.runDue();
        assertThat(seen)
                .containsExactlyInAnyOrder("write-letter a 1 at PT0S", "write-letter b 1 at PT0S");
        timePasses(Duration.ofHours(2));
        assertThat(seen).hasSize(2);
    }

    @Test
    void a_job_that_is_asked_for_while_it_runs_is_done_once_more_when_it_has_ended() {
        amid =
                () -> {
                    again(new Job(LETTER, "a", 1));
                    again(new Job(LETTER, "a", 1));
                    soon(new Job(LETTER, "a", 1));
                };
        again(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).containsExactly("write-letter a 1 at PT0S", "write-letter a 1 at PT0S");
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void a_job_that_is_asked_for_some_time_after_it_began_is_done_once_more() {
        amid =
                () -> {
                    clock.pass(Duration.ofSeconds(20));
                    again(new Job(LETTER, "a", 1));
                };
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).containsExactly("write-letter a 1 at PT0S", "write-letter a 1 at PT20S");
    }

    @Test
    void asking_for_a_job_in_a_transaction_that_is_rolled_back_changes_nothing() {
        amid =
                () ->
                        assertThatThrownBy(() ->
                                        db.writing(tx -> {
                                            jobs.runAgain(tx, new Job(LETTER, "a", 1));
                                            throw new IllegalStateException("the move broke");
                                        }))
                                .hasMessage("the move broke");
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).containsExactly("write-letter a 1 at PT0S");
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void
            a_job_that_waits_after_failures_comes_now_when_it_is_asked_for_as_if_it_had_never_failed() {
        for (int i = 0; i < 4; i++) {
            troubles.add(new IllegalStateException("no " + i));
        }
        soon(new Job(LETTER, "a", 1));
        timePasses(Duration.ofSeconds(4));
        again(new Job(LETTER, "a", 1));
        timePasses(Duration.ofHours(1));
        assertThat(seen)
                .containsExactly(
                        "write-letter a 1 at PT0S",
                        "write-letter a 1 at PT1S",
                        "write-letter a 1 at PT3S",
                        "write-letter a 1 at PT4S",
                        "write-letter a 1 at PT5S");
    }

    @Test
    void a_job_that_fails_or_waits_while_it_is_asked_for_does_not_wait() {
        troubles.add(new IllegalStateException("no"));
        amid = () -> again(new Job(LETTER, "a", 1));
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).hasSize(2);

        troubles.add(new RescheduleException(START.plus(Duration.ofHours(1))));
        amid = () -> again(new Job(LETTER, "a", 1));
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).hasSize(4).allMatch(line -> line.endsWith("at PT0S"));
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void a_job_that_is_given_up_while_it_is_asked_for_is_done_once_more() {
        var fragile = new JobKind("carry-glass");
        jobs = newJobs();
        jobs.register(fragile, 1, this::work);
        engine = drive(jobs);
        troubles.add(new IllegalStateException("no"));
        amid = () -> again(new Job(fragile, "a", 1));
        soon(new Job(fragile, "a", 1));
        engine.runDue();
        assertThat(seen).hasSize(2);
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void a_job_may_cause_another_one() {
        var causing = new JobKind("cause");
        jobs = newJobs();
        jobs.register(causing, job -> soon(new Job(LETTER, job.subject(), job.number() + 1)));
        engine = drive(jobs);
        soon(new Job(causing, "a", 1));
        engine.runDue();
        assertThat(seen).containsExactly("write-letter a 2 at PT0S");
    }

    @Test
    void a_job_that_fails_is_tried_again_at_growing_distances_until_it_is_done() {
        for (int i = 0; i < 4; i++) {
            troubles.add(new IllegalStateException("no " + i));
        }
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        timePasses(Duration.ofHours(1));
        assertThat(seen)
                .containsExactly(
                        "write-letter a 1 at PT0S",
                        "write-letter a 1 at PT1S",
                        "write-letter a 1 at PT3S",
                        "write-letter a 1 at PT7S",
                        "write-letter a 1 at PT15S");
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void a_job_that_says_when_comes_again_just_then_and_without_a_warning() {
        troubles.add(new RescheduleException(START.plus(Duration.ofMinutes(10))));
        try (var log = CapturedLog.open()) {
            soon(new Job(LETTER, "a", 1));
            engine.runDue();
            timePasses(Duration.ofHours(1));
            assertThat(log.lines()).isEmpty();
        }
        assertThat(seen).containsExactly("write-letter a 1 at PT0S", "write-letter a 1 at PT10M");
    }

    @Test
    void a_planned_wait_is_not_counted_as_a_failure() {
        troubles.add(new IllegalStateException("no"));
        troubles.add(new IllegalStateException("no"));
        troubles.add(new RescheduleException(START.plusSeconds(100)));
        troubles.add(new IllegalStateException("no"));
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        timePasses(Duration.ofHours(1));
        assertThat(seen)
                .containsExactly(
                        "write-letter a 1 at PT0S",
                        "write-letter a 1 at PT1S",
                        "write-letter a 1 at PT3S",
                        "write-letter a 1 at PT1M40S",
                        "write-letter a 1 at PT1M41S");
    }

    @Test
    void what_only_a_newer_version_can_read_is_offered_again_and_again_and_ever_more_seldom() {
        for (int i = 0; i < 200; i++) {
            troubles.add(unreadable());
        }
        soon(new Job(LETTER, "a", 1));
        timePasses(Duration.ofDays(1));

        assertThat(seen)
                .startsWith(
                        "write-letter a 1 at PT0S",
                        "write-letter a 1 at PT10S",
                        "write-letter a 1 at PT30S",
                        "write-letter a 1 at PT1M10S")
                .endsWith("write-letter a 1 at PT23H50M30S")
                .hasSize(149);
        assertThat(engine.nextDue()).as("it is kept").isPresent();
    }

    private static RowJson.Unreadable unreadable() {
        return catchThrowableOfType(RowJson.Unreadable.class, () -> RowJson.read("", Job.class));
    }

    @Test
    void what_cannot_be_read_and_is_asked_for_meanwhile_is_offered_again_at_once() {
        troubles.add(unreadable());
        amid = () -> again(new Job(LETTER, "a", 1));
        soon(new Job(LETTER, "a", 1));
        engine.runDue();
        assertThat(seen).containsExactly("write-letter a 1 at PT0S", "write-letter a 1 at PT0S");
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void what_could_not_be_read_for_long_is_offered_often_again_once_it_is_asked_for() {
        for (int i = 0; i < 10; i++) {
            troubles.add(unreadable());
        }
        soon(new Job(LETTER, "a", 1));
        timePasses(Duration.ofMinutes(6));
        seen.clear();
        again(new Job(LETTER, "a", 1));
        timePasses(Duration.ofMinutes(1));

        assertThat(seen)
                .containsExactly(
                        "write-letter a 1 at PT6M",
                        "write-letter a 1 at PT6M10S",
                        "write-letter a 1 at PT6M30S");
    }

    @Test
    void one_job_that_fails_does_not_hold_up_the_others() {
        troubles.add(new IllegalStateException("no"));
        soon(new Job(LETTER, "a", 1));
        soon(new Job(LETTER, "b", 1));
        engine.runDue();
        assertThat(seen).contains("write-letter a 1 at PT0S", "write-letter b 1 at PT0S");
    }

    @Test
    void a_failure_is_one_event_in_the_log_and_says_where_it_was_thrown() {
        troubles.add(new IllegalStateException("the letter has no stamp"));
        try (var log = CapturedLog.open()) {
            soon(new Job(LETTER, "a", 1));
            engine.runDue();
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().getFirst())
                    .startsWith(
                            "job=write-letter subject=a/1 failures=1 next-in=1s"
                                + " cause=IllegalStateException: the letter has no stamp trace=")
                    .contains("at dev.keydesk.jobs.JobsTest.");
        }
    }

    @Test
    void stored_jobs_outlive_the_program() {
        schedule(new Job(LETTER, "a", 1), Duration.ofDays(3));
        engine.close();
        engine = drive(newJobs());
        timePasses(Duration.ofDays(4));
        assertThat(seen).containsExactly("write-letter a 1 at PT72H");
    }

    @Test
    void what_nobody_does_cannot_be_scheduled() {
        assertThatThrownBy(() -> soon(new Job(new JobKind("dance"), "a", 1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("nobody does dance");
        assertThat(engine.nextDue()).isEmpty();
    }

    @Test
    void a_kind_is_done_in_one_way() {
        assertThatThrownBy(() -> jobs.register(LETTER, this::work))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("two ways to do write-letter");
    }

    @Test
    void without_an_engine_nothing_is_lost_in_silence() {
        var idle = new Jobs(clock, new Backoff(_ -> Optional.empty()));
        idle.register(LETTER, this::work);
        assertThatThrownBy(() -> db.writing(tx -> idle.scheduleNow(tx, new Job(LETTER, "a", 1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the jobs have no engine yet");
    }
}
