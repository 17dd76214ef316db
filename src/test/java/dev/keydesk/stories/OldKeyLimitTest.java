package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** An old key is to go when one person has let so many go that the next one takes two. */
class OldKeyLimitTest extends RenewalStory {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules ->
                        rules.replace("limits:\n", "limits:\n  removals-an-hour: 1\n")
                                + reminders(),
                UnaryOperator.identity());
    }

    @Test
    void who_agrees_to_what_another_has_asked_for_is_not_told_that_the_other_was_faster() {
        var old = handedOver(14);
        var other = ends("other", 31);
        scanLater();
        var removals = world().bot().removals();
        var unused = RemovalCause.unused("");
        var first = new RemovalRequest(credential(other).key(), erin().id(), unused);
        var second = new RemovalRequest(credential(old).key(), erin().id(), unused);
        assertThat(removals.removeNow(first, "erin may."))
                .isInstanceOf(RemovalRequestOutcome.Taken.class);
        assertThat(removals.ask(second, Optional.empty()))
                .isInstanceOf(RemovalRequestOutcome.Taken.class);
        world().timePasses(Duration.ofSeconds(1));

        // A click is settled at least once; at one moment twice is the same as that.
        var card = bob().sees(CARD);
        card.clicked("Remove now");
        card.clicked("Remove now");
        world().settle();

        var open = removals.openFor(billing().id(), old.keyId()).orElseThrow();
        assertThat(open.state().agreed().orElseThrow().approver()).isEqualTo(bob().id());
        bob().doesNotSee("has already asked for the removal of this secret");
    }
}
