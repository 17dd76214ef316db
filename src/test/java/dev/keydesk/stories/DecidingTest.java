package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Somebody else decides, once, and everybody hears. */
class DecidingTest extends Story {

    @Test
    void a_denial_needs_a_reason_and_the_requester_reads_it() {
        aliceAsks();
        var form = bob().sees("asks for a client secret").pressForForm("Deny");
        var empty = new ByHand(world(), bob()).denies("V9", theRequest().ticket().text(), "   ");
        assertThat(empty.body()).contains("Say why; the requester reads it.");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);

        form.fill("deny_reason", "Use the managed identity, please.").submit();

        assertThat(form.isOpen()).isFalse();
        assertThat(alice().sees("Denied by @bob").says())
                .contains("Use the managed identity, please.");
        assertThat(carol().sees("asks for a client secret").says()).contains("Denied by @bob");
        assertThat(carol().sees("asks for a client secret").buttons()).isEmpty();
    }

    @Test
    void nobody_approves_their_own_request() {
        slack().workspace().addToGroup(world().company().engineers(), bob().id());
        world().bot().platform().periodicTasks().runOnce();
        bob().runs("/new-client-secret payroll-api").description("mine").reason("mine").submit();
        bob().sees("@bob asks for a client secret").press("Approve");

        bob().seesPrivately("Nobody may decide about their own request");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);

        carol().sees("@bob asks for a client secret").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void a_colleague_who_is_no_approver_is_told_who_is() {
        aliceAsks();
        slack().workspace().join(world().company().approvals(), erin().id());
        erin().sees("asks for a client secret").press("Approve");
        assertThat(erin().seesPrivately("Only").says()).contains("@secret-approvers may decide");

        erin().sees("asks for a client secret").press("Deny");
        assertThat(erin().hasFormOpen()).isFalse();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    @Test
    void an_approver_who_left_the_group_meanwhile_may_not_decide() {
        aliceAsks();
        slack().workspace().removeFromGroup(world().company().approvers(), bob().id());
        bob().sees("asks for a client secret").press("Approve");
        bob().seesPrivately("you are not among them");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    @Test
    void guests_and_strangers_may_not_decide_even_if_a_group_names_them() {
        aliceAsks();
        mayNotDecide(world().company().gina(), "Guests cannot ask for client secrets");
        refusalsAreFine();
        slack().workspace().shareExternally(world().company().approvals());
        slack().workspace().join(world().company().approvals(), world().company().sam());
        slack().workspace().addToGroup(world().company().approvers(), world().company().sam());
        world().as(world().company().sam()).sees("asks for a client secret").pressed("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    @Test
    void an_approver_whose_address_nobody_has_confirmed_counts_as_nobody_until_somebody_does() {
        aliceAsks();
        slack().workspace().leaveEmailUnconfirmed(bob().id());
        bob().sees("asks for a client secret").press("Approve");
        bob().seesPrivately("nobody has confirmed the e-mail address of this account");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);

        slack().workspace().confirmEmail(bob().id());
        bob().sees("asks for a client secret").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    private void mayNotDecide(UserId who, String because) {
        slack().workspace().join(world().company().approvals(), who);
        slack().workspace().addToGroup(world().company().approvers(), who);
        world().as(who).sees("asks for a client secret").press("Approve");
        world().as(who).seesPrivately(because);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }

    @Test
    void a_double_click_approves_once() {
        aliceAsks();
        var card = bob().sees("asks for a client secret");
        card.clicked("Approve");
        world().clock().pass(Duration.ofSeconds(1));
        card.clicked("Approve");
        world().settle();

        assertThat(bob().seesPrivately("is already settled").says()).contains("Approved by @bob");
        assertThat(approvalsInAudit()).isEqualTo(1);
    }

    @Test
    void of_two_approvers_in_the_same_instant_one_wins_and_the_other_hears_who() {
        aliceAsks();
        var forBob = bob().sees("asks for a client secret");
        var forCarol = carol().sees("asks for a client secret");
        forBob.clicked("Approve");
        forCarol.clicked("Approve");
        world().settle();

        var winner = ((SecretRequest.Approved) theRequest()).grant().approval().approver();
        var loser = winner.equals(bob().id()) ? carol() : bob();
        assertThat(loser.seesPrivately("is already settled").says())
                .contains("Approved by @" + world().as(winner).name());
        assertThat(approvalsInAudit()).isEqualTo(1);
    }

    private long approvalsInAudit() {
        return world().bot().platform().audit().of(theRequest().ticket().text()).stream()
                .filter(event -> event.kind().equals("Approved"))
                .count();
    }

    @Test
    void the_requester_withdraws_and_the_card_says_so() {
        aliceAsks();
        alice().sees("Your request KD-").press("Withdraw");
        assertThat(bob().sees("asks for a client secret").says()).contains("Withdrawn by @alice");
        assertThat(bob().sees("asks for a client secret").buttons()).isEmpty();
        assertThat(alice().sees("Your request KD-").buttons()).isEmpty();
    }

    @Test
    void an_approver_cancels_before_the_pick_up() {
        aliceAsksAndBobApproves();
        carol().sees("asks for a client secret").press("Cancel approval");

        assertThat(alice().sees("Cancelled by @carol").says()).contains("Approved by @bob");
        assertThat(alice().sees("Cancelled by @carol").buttons()).isEmpty();
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void the_thread_is_nudged_once_when_half_the_time_is_gone_and_then_the_request_lapses() {
        aliceAsks();
        world().timePasses(Duration.ofHours(11));
        bob().doesNotSee("is still waiting for a decision");
        world().timePasses(Duration.ofHours(2));
        assertThat(bob().sees("is still waiting for a decision").message().threadTs()).isPresent();

        world().timePasses(Duration.ofHours(12));
        assertThat(alice().sees("Expired on").says()).contains("nobody decided in time");
        assertThat(bob().sees("asks for a client secret").buttons()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Lapsed.class);
    }

    @Test
    void a_request_lapses_even_if_the_desk_was_down_at_that_moment() {
        aliceAsks();
        world().whileDown(() -> world().clock().pass(Duration.ofDays(3)));
        world().settle();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Lapsed.class);
        alice().sees("Expired on");
    }

    @Test
    void an_approval_that_nobody_picks_up_ends() {
        aliceAsksAndBobApproves();
        world().timePasses(Duration.ofHours(25));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Unclaimed.class);
        assertThat(alice().sees("Nobody picked it up in time").buttons()).isEmpty();
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void nothing_is_posted_in_a_channel_shared_with_another_company_until_that_ends() {
        slack().workspace().shareExternally(world().company().approvals());
        aliceAsks();
        bob().doesNotSee("asks for a client secret");
        alice().sees("is shared with another company, so nothing is posted there");

        slack().workspace().stopSharing(world().company().approvals());
        world().timePasses(Duration.ofMinutes(11));
        bob().sees("asks for a client secret").press("Approve");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void nothing_is_posted_under_a_card_in_an_earlier_channel_that_is_shared_since() {
        aliceAsks();
        var earlier = world().company().approvals();
        world().whileDown(() -> rulesName(world().company().operators(), earlier));
        slack().workspace().shareExternally(earlier);
        alice().sees("for payroll-api").press("Withdraw");
        world().timePasses(Duration.ofHours(1));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Withdrawn.class);
        assertThat(slack().sees(bob().id(), earlier))
                .noneMatch(message -> message.threadTs().isPresent());
        assertThat(String.join("\n", log())).contains("The channel #secret-approvals is shared");
    }

    private void rulesName(ChannelId now, ChannelId before) {
        var file = Path.of(String.valueOf(world().environment().get("KEYDESK_CONFIG")));
        try {
            var rules = Files.readString(file);
            Files.writeString(file, rules.replace(before.value(), now.value()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void an_archived_channel_loses_no_request() {
        slack().workspace().archive(world().company().approvals());
        aliceAsks();
        alice().sees("is archived. Unarchive it");

        slack().workspace().unarchive(world().company().approvals());
        world().timePasses(Duration.ofMinutes(11));
        bob().sees("asks for a client secret");
    }

    @Test
    void an_older_copy_of_the_card_decides_nothing() {
        aliceAsks();
        var card = bob().sees("asks for a client secret");
        // The copy that a crash between posting and noting leaves behind.
        var copy =
                world().bot()
                        .messaging()
                        .chat()
                        .post(
                                world().company().approvals(),
                                new dev.keydesk.chat.OutgoingMessage(
                                        "copy of the card",
                                        java.util.List.of(
                                                dev.keydesk.chat.Blocks.actions(
                                                        "decide",
                                                        dev.keydesk.chat.Button.of(
                                                                "approve",
                                                                "Approve",
                                                                theRequest().ticket().text())))));
        assertThat(copy.ts()).isNotEqualTo(card.ref().ts());
        bob().sees("copy of the card").press("Approve");

        bob().seesPrivately("This is an older copy of the card");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Waiting.class);
    }
}
