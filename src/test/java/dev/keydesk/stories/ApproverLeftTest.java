package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** An approver who is named in keydesk.yml leaves the company. */
class ApproverLeftTest extends Story {
    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules ->
                        rules.replace(
                                "approvals:\n",
                                "approvals:\n  users: [%s]\n"
                                        .formatted(ReminderStory.TWIN.erin().value())),
                UnaryOperator.identity());
    }

    @Test
    void nobody_is_sent_to_somebody_who_has_left() {
        aliceAsks();
        assertThat(bob().sees("asks for a client secret").says())
                .contains("@secret-approvers or @erin can decide");
        slack().workspace().deactivate(world().company().erin());
        world().timePasses(Duration.ofMinutes(10));
        world().bot().platform().periodicTasks().runOnce();
        bob().sees("asks for a client secret")
                .pressForForm("Deny")
                .fill("deny_reason", "No.")
                .submit();

        aliceAsks();
        assertThat(bob().sees("asks for a client secret").says())
                .contains("@secret-approvers can decide")
                .doesNotContain("@erin");
    }
}
