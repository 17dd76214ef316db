package dev.keydesk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.chat.CapturedLog;
import dev.keydesk.sandbox.SandboxClock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** However a round ends, it comes again, and it is said what went wrong. */
@Timeout(30)
class PeriodicTasksTest {
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final String BODY = "xoxb-1234-quoted-by-a-library";

    private final SandboxClock clock =
            SandboxClock.standingAt(Instant.parse("2026-11-30T09:00:00Z"));
    private final PeriodicTasks periodicTasks =
            new PeriodicTasks(new Jobs(clock, new Backoff(_ -> Optional.empty())), clock);

    @AfterEach
    void close() {
        periodicTasks.close();
    }

    static Stream<Throwable> endings() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new NoClassDefFoundError("dev/keydesk/Gone"),
                new LinkageError("a class of two versions"),
                new NullPointerException("because it is null"),
                new IllegalStateException("ours"));
    }

    private static void fail(Throwable ending) {
        switch (ending) {
            case Error error -> throw error;
            case RuntimeException trouble -> throw trouble;
            default -> throw new AssertionError(ending);
        }
    }

    @ParameterizedTest
    @MethodSource("endings")
    void it_comes_again_at_its_next_time_and_health_says_so_until_it_goes_well(Throwable ending)
            throws InterruptedException {
        var times = new AtomicInteger();
        var failed = new CountDownLatch(2);
        var mended = new CountDownLatch(1);
        var wentWell = new CountDownLatch(2);
        periodicTasks.every(
                OFTEN,
                "groups",
                () -> {
                    times.incrementAndGet();
                    if (mended.getCount() > 0) {
                        failed.countDown();
                        fail(ending);
                    }
                    wentWell.countDown();
                });
        try (var log = CapturedLog.open()) {
            periodicTasks.start();
            failed.await();
            assertThat(periodicTasks.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("groups: " + ending.getClass().getSimpleName());
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.startsWith("round=groups failed: ")
                                    && line.contains("at dev.keydesk.jobs.PeriodicTasksTest."));
        }
        mended.countDown();
        wentWell.await();
        assertThat(periodicTasks.troubles()).isEmpty();
    }

    @Test
    void what_a_library_quotes_is_neither_logged_nor_told() {
        periodicTasks.every(OFTEN, "numbers", () -> Integer.parseInt(BODY));
        periodicTasks.every(
                OFTEN,
                "causes",
                () -> {
                    throw new IllegalStateException("ours", new java.io.IOException(BODY));
                });
        try (var log = CapturedLog.open()) {
            periodicTasks.runOnce();
            assertThat(log.lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("at dev.keydesk.jobs.PeriodicTasksTest."))
                    .noneMatch(line -> line.contains(BODY));
        }
        assertThat(periodicTasks.troubles()).hasSize(2).noneMatch(words -> words.contains(BODY));
    }

    @Test
    void the_same_failure_again_and_again_is_told_with_its_stack_every_ten_minutes() {
        periodicTasks.every(
                OFTEN,
                "groups",
                () -> {
                    throw new IllegalStateException("ours");
                });
        try (var log = CapturedLog.open()) {
            for (int minute = 0; minute < 30; minute++) {
                periodicTasks.runOnce();
                clock.pass(Duration.ofMinutes(1));
            }
            assertThat(log.lines()).hasSize(30);
            assertThat(log.lines()).filteredOn(line -> line.contains("\tat ")).hasSize(3);
        }
    }

    @Test
    void one_that_fails_does_not_keep_the_others_from_theirs() {
        var done = new AtomicInteger();
        periodicTasks.every(
                OFTEN,
                "first",
                () -> {
                    throw new StackOverflowError();
                });
        periodicTasks.every(OFTEN, "second", done::incrementAndGet);
        periodicTasks.runOnce();
        assertThat(done).hasValue(1);
    }

    @Test
    void what_another_node_may_have_mended_is_not_told_for_ever() {
        periodicTasks.every(
                Duration.ofMinutes(10),
                "apps",
                () -> {
                    throw new IllegalStateException("ours");
                });
        periodicTasks.runOnce();
        clock.pass(Duration.ofMinutes(20));
        assertThat(periodicTasks.troubles()).isNotEmpty();
        clock.pass(Duration.ofMinutes(2));
        assertThat(periodicTasks.troubles()).isEmpty();
    }
}
