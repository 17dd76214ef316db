package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.RuntimeContext;
import dev.keydesk.jobs.JobScheduler;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.SecondNode;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.sandbox.entra.Timing;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Two desks on one database, whose machines do not agree what time it is: one is right, the other
 * is minutes behind or ahead. Microsoft's time and the database's are right.
 */
@Timeout(120)
class NodesWithOtherClocksTest extends Story {
    private static final Duration APART = Duration.ofSeconds(10);

    private final AtomicReference<Duration> secondIsAhead = new AtomicReference<>(Duration.ZERO);
    private final AtomicInteger nodes = new AtomicInteger();
    private final List<InstantSource> clocksOfJobs = new CopyOnWriteArrayList<>();

    @Override
    protected World world(Path in) {
        return World.stepped(
                in, UnaryOperator.identity(), this::onItsMachine, Postgres.freshDatabase()::into);
    }

    private RuntimeContext onItsMachine(RuntimeContext around) {
        var right = around.clock();
        var listening =
                new RuntimeContext(
                        around.clock(),
                        around.sharedTime(),
                        around.random(),
                        around.chatTimeouts(),
                        around.entraTimeouts(),
                        (db, clock, tasks) -> {
                            clocksOfJobs.add(clock);
                            return around.engine().build(db, clock, tasks);
                        },
                        around.reach(),
                        around.callInterceptors());
        boolean isFirst = nodes.getAndIncrement() == 0;
        return isFirst
                ? listening
                : listening.withMachineClock(() -> right.instant().plus(secondIsAhead.get()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 4})
    void changes_of_one_app_take_turns_all_the_same(int minutes) throws Exception {
        secondIsAhead.set(Duration.ofMinutes(minutes));
        entra().setTiming(Timing.realistic().withChangeDistance(APART));
        aliceAsksAndBobApproves();
        erin().runs("/new-client-secret payroll-api")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("weekly export").press("Approve");
        alice().sees("can pick it up").clicked("Pick up the secret");
        ((SteppedScheduler) world().bot().platform().jobs().jobScheduler()).runOnce();
        erin().sees("can pick it up").clicked("Pick up the secret");

        try (var other = world().secondNode()) {
            for (int seconds = 0; seconds < 60; seconds++) {
                bothDoWhatIsDue(other);
                world().clock().pass(Duration.ofSeconds(1));
            }
        }

        alice().seesPrivately("Client secret (value)");
        erin().seesPrivately("Client secret (value)");
        var changes =
                entra().calls().stream().filter(call -> call.name().equals("addPassword")).toList();
        assertThat(changes).extracting(GraphCall::status).containsExactly(200, 200);
        assertThat(Duration.between(changes.getFirst().at(), changes.getLast().at()))
                .isBetween(APART, Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 4})
    void jobs_and_their_heartbeats_go_by_the_time_of_the_database(int minutes) {
        secondIsAhead.set(Duration.ofMinutes(minutes));
        try (var other = world().secondNode()) {
            assertThat(other.bot().platform().jobs().jobScheduler()).isNotNull();
            assertThat(clocksOfJobs).hasSize(2);
            assertThat(clocksOfJobs)
                    .allSatisfy(clock ->
                            assertThat(clock.instant()).isEqualTo(world().clock().instant()));
            assertThat(log())
                    .anyMatch(line ->
                            line.contains("this machine's clock is 240 s")
                                    && line.contains("the desk goes by the database's"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 4})
    void a_clock_that_is_set_while_the_desk_runs_is_noticed(int minutes) {
        try (var other = world().secondNode()) {
            secondIsAhead.set(Duration.ofMinutes(minutes));
            other.bot().platform().periodicTasks().runOnce();
            assertThat(clocksOfJobs.getLast().instant()).isEqualTo(world().clock().instant());
            secondIsAhead.set(Duration.ZERO);
            other.bot().platform().periodicTasks().runOnce();
            assertThat(clocksOfJobs.getLast().instant()).isEqualTo(world().clock().instant());
            assertThat(log()).anyMatch(line -> line.contains("agrees with the database's again"));
        }
    }

    private void bothDoWhatIsDue(SecondNode other) throws Exception {
        Callable<Boolean> first = () -> dueIsDone(world().bot().platform().jobs().jobScheduler());
        Callable<Boolean> second = () -> dueIsDone(other.bot().platform().jobs().jobScheduler());
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : both.invokeAll(List.of(first, second))) {
                assertThat(node.get()).isTrue();
            }
        }
    }

    private static boolean dueIsDone(JobScheduler jobScheduler) {
        ((SteppedScheduler) jobScheduler).runDue();
        return true;
    }
}
