package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.JobScheduler;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.sandbox.SecondNode;
import dev.keydesk.sandbox.World;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.sandbox.entra.Timing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Two desks on one database, and two people who want a secret of the same app at once. */
@Timeout(120)
class TurnsAtTwoNodesTest extends Story {
    /** An Entra that is pickier than the real one: nothing closer than this. */
    private static final Duration APART = Duration.ofSeconds(10);

    @Override
    protected World world(Path in) {
        return OnPostgres.world(in);
    }

    @Test
    void both_get_theirs_in_turn_and_entra_sees_no_two_changes_close_together() throws Exception {
        entra().setTiming(Timing.realistic().withChangeDistance(APART));
        aliceAsksAndBobApproves();
        erin().runs("/new-client-secret payroll-api")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("weekly export").press("Approve");
        alice().sees("can pick it up").clicked("Pick up the secret");
        erin().sees("can pick it up").clicked("Pick up the secret");

        try (var other = world().secondNode()) {
            for (int seconds = 0; seconds < 60; seconds++) {
                bothDoWhatIsDue(other);
                world().clock().pass(Duration.ofSeconds(1));
            }
        }

        alice().seesPrivately("Client secret (value)");
        erin().seesPrivately("Client secret (value)");
        assertThat(keysMade()).hasSize(2);
        var changes =
                entra().calls().stream().filter(call -> call.name().equals("addPassword")).toList();
        assertThat(changes).extracting(GraphCall::status).containsExactly(200, 200);
        assertThat(Duration.between(changes.getFirst().at(), changes.getLast().at()))
                .isGreaterThanOrEqualTo(APART);
        assertThat(entra().calls()).noneMatch(call -> call.status() == 409);
    }

    /** Each on a thread of its own, at the same moment of the standing clock. */
    private void bothDoWhatIsDue(SecondNode other) throws Exception {
        Callable<Boolean> first = () -> dueIsDone(world().bot().platform().jobs().jobScheduler());
        Callable<Boolean> second = () -> dueIsDone(other.bot().platform().jobs().jobScheduler());
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : nodes.invokeAll(List.of(first, second))) {
                assertThat(node.get()).isTrue();
            }
        }
    }

    private static boolean dueIsDone(JobScheduler jobScheduler) {
        ((SteppedScheduler) jobScheduler).runDue();
        return true;
    }
}
