package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.UserId;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.World;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** One person asks for lists again and again, and Slack counts how often the desk asks it. */
class ManyListsTest extends Story {
    private static final int MANY = 300;

    @Override
    protected World world(Path in) {
        return World.stepped(
                in,
                rules -> rules.replace("limits:", "limits:\n  commands-per-minute: 1000"),
                UnaryOperator.identity());
    }

    /** What was known of the groups is too old to be shown without a look. */
    @BeforeEach
    void aliceHasAskedAndTimeHasPassed() {
        aliceAsks();
        world().timePasses(Duration.ofMinutes(10));
    }

    private void asksForLists(UserId who) {
        for (int list = 0; list < MANY; list++) {
            assertThat(
                            slack().command(who, world().company().general(), "/client-secrets", "")
                                    .fine())
                    .isTrue();
        }
    }

    @Test
    void three_hundred_lists_of_one_person_delay_nobodys_approval() {
        refusalsAreFine();
        asksForLists(erin().id());
        bob().sees("asks for a client secret").clicked("Approve");
        world().timePasses(Duration.ofSeconds(5).minusMillis(1));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(slack().refusals()).isEmpty();
        assertThat(groupsAsked()).isLessThanOrEqualTo(8);
    }

    @Test
    void for_a_guest_no_group_is_asked_about() {
        long before = groupsAsked();
        asksForLists(world().company().gina());
        world().timePasses(Duration.ofMinutes(2));

        assertThat(groupsAsked()).isEqualTo(before);
        world().as(world().company().gina()).seesPrivately("Only full members");
    }

    @Test
    void outsiders_who_press_approve_again_and_again_do_not_keep_approvers_from_deciding() {
        refusalsAreFine();
        slack().workspace().join(world().company().approvals(), erin().id());
        var card = erin().sees("asks for a client secret");
        for (int press = 0; press < 60; press++) {
            card.clicked("Approve");
            world().clock().pass(Duration.ofMillis(10));
        }
        bob().sees("asks for a client secret").clicked("Approve");
        world().timePasses(Duration.ofSeconds(5).minusMillis(600));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(slack().refusals()).isEmpty();
    }

    private long groupsAsked() {
        return slack().calls().stream()
                .filter(call -> call.method().equals("usergroups.users.list"))
                .count();
    }
}
