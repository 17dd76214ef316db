package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.jobs.JobScheduler;
import dev.keydesk.jobs.SteppedScheduler;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.sandbox.SecondNode;
import dev.keydesk.sandbox.World;
import dev.keydesk.store.Postgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** Two desks on one database, and a key that is to go. */
@Timeout(120)
class RemovalsAtTwoNodesTest extends RemovalStory {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules + reminders(),
                UnaryOperator.identity(),
                Postgres.freshDatabase()::into);
    }

    @Test
    void both_settle_a_click_of_two_approvers_and_the_key_is_removed_once() throws Exception {
        told("nightly export", 31);
        aliceAsksToRemove("nightly export");
        card().clicked("Approve removal");
        carol().sees(ASKS).clicked("Approve removal");
        try (var other = world().secondNode()) {
            for (int seconds = 0; seconds < 180; seconds++) {
                bothDoWhatIsDue(other);
                world().clock().pass(Duration.ofSeconds(1));
            }
        }

        assertThat(theRemoval()).isInstanceOf(Removal.Gone.class);
        assertThat(keys()).isEmpty();
        assertThat(removalsAsked()).hasSize(1);
        assertThat(audited("removal-begun")).hasSize(1);
        assertThat(audited("removal-gone")).hasSize(1);
    }

    @Test
    void of_two_who_ask_at_both_desks_at_once_one_is_first() throws Exception {
        var key = ends("nightly export", 31);
        scan();
        try (var other = world().secondNode();
                var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            var removalRequest =
                    new RemovalRequest(
                            credential(key).key(), alice().id(), RemovalCause.unused(""));
            Callable<RemovalRequestOutcome> here =
                    () -> world().bot().removals().ask(removalRequest, Optional.empty());
            Callable<RemovalRequestOutcome> there =
                    () -> other.bot().removals().ask(removalRequest, Optional.empty());
            var outcomes =
                    nodes.invokeAll(List.of(here, there)).stream()
                            .map(java.util.concurrent.Future::resultNow);

            assertThat(outcomes)
                    .hasAtLeastOneElementOfType(RemovalRequestOutcome.Taken.class)
                    .hasAtLeastOneElementOfType(RemovalRequestOutcome.AskedBefore.class);
        }
        assertThat(audited("removal-asked")).hasSize(1);
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
