package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.PickUpTab;
import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.sandbox.entra.EntraFault;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The second way to pick up: a page of the desk's own, for whoever holds link and code. */
class ByLinkTest extends Story {
    private static final String BUTTON = "Get a one-time link";

    private void aliceAsksByLinkAndBobApproves() {
        alice().runs("/new-client-secret payroll-api")
                .description("nightly export")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .pickUp("By a one-time link")
                .submit();
        bob().sees("asks for a client secret for payroll-api").press("Approve");
    }

    private ShownMessage aliceGetsALink() {
        alice().sees("can pick it up").press(BUTTON);
        return alice().seesPrivately("Your one-time link");
    }

    private PickUpTab open(ShownMessage message) {
        return alice().opens(message.link("Open the one-time link"));
    }

    @Test
    void link_and_code_together_show_the_secret_once() {
        aliceAsksByLinkAndBobApproves();
        assertThat(bob().sees("asks for a client secret").says()).contains("By a one-time link");
        assertThat(alice().sees("can pick it up").buttons()).containsExactly(BUTTON, "Withdraw");

        var message = aliceGetsALink();
        assertThat(keysMade()).isEmpty();
        var page = open(message);
        assertThat(keysMade()).isEmpty();

        var shown = page.enter(message.code());
        assertThat(shown.outcome()).isEqualTo("shown");
        assertThat(shown.value()).isEqualTo(theValue());
        assertThat(shown.text("app")).isEqualTo("payroll-api");
        assertThat(shown.text("tenantId")).isEqualTo(world().company().tenantId());
        assertThat(shown.text("clientId")).isEqualTo(world().company().payroll().appId());
        assertThat(keysMade())
                .singleElement()
                .satisfies(key -> {
                    assertThat(shown.text("keyId")).isEqualTo(key.keyId());
                    assertThat(shown.text("expires")).isEqualTo(key.end().toString());
                });

        var note = alice().sees("on the page behind your one-time link");
        assertThat(note.buttons())
                .containsExactly("I have it", "I did not get it", "This was not me");
        assertThat(page.haveIt(message.code()).text("what")).isEqualTo("received");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
        assertThat(alice().sees("and received").buttons())
                .containsExactly("Remove this secret", "This was not me");
    }

    @Test
    void who_leaves_it_open_gets_both_buttons_and_the_first_one_pressed_counts() {
        aliceAsksAndBobApproves();
        assertThat(alice().sees("can pick it up").buttons())
                .containsExactly("Pick up the secret", BUTTON, "Withdraw");
        var message = aliceGetsALink();
        var page = open(message);
        alice().sees("can pick it up").press("Pick up the secret");

        var late = page.enter(message.code());
        assertThat(late.outcome()).isEqualTo("picked-up");
        assertThat(late.body().path("receipt").asBoolean()).isFalse();
        assertThat(page.haveIt(message.code()).outcome()).isEqualTo("refused");
        assertThat(keysMade()).hasSize(1);
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
    }

    @Test
    void who_wants_it_in_slack_is_offered_no_link() {
        alice().runs("/new-client-secret payroll-api")
                .description("nightly export")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .pickUp("In Slack")
                .submit();
        bob().sees("asks for a client secret for payroll-api").press("Approve");
        assertThat(alice().sees("can pick it up").buttons())
                .containsExactly("Pick up the secret", "Withdraw");
    }

    @Test
    void asking_again_ends_the_earlier_link() {
        aliceAsksByLinkAndBobApproves();
        var first = aliceGetsALink();
        var firstPage = open(first);
        world().clock().pass(Duration.ofSeconds(10));
        var second = aliceGetsALink();

        assertThat(firstPage.enter(first.code()).outcome()).isEqualTo("replaced");
        assertThat(keysMade()).isEmpty();
        assertThat(open(second).enter(second.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void a_link_lives_five_minutes_and_the_right_to_pick_up_lives_on() {
        aliceAsksByLinkAndBobApproves();
        var first = aliceGetsALink();
        var page = open(first);
        world().timePasses(Duration.ofMinutes(5));

        assertThat(page.enter(first.code()).outcome()).isEqualTo("expired");
        assertThat(keysMade()).isEmpty();
        var second = aliceGetsALink();
        assertThat(open(second).enter(second.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void wrong_codes_are_counted_and_five_of_them_close_the_link_and_nothing_else() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        for (int left = 4; left > 0; left--) {
            var answer = page.enter(another(message.code()));
            assertThat(answer.outcome()).isEqualTo("wrong-code");
            assertThat(answer.body().path("triesLeft").asInt()).isEqualTo(left);
        }
        alice().doesNotSee("Five wrong codes");
        assertThat(page.enter(another(message.code())).outcome()).isEqualTo("closed");
        assertThat(page.enter(message.code()).outcome())
                .as("now even the right one")
                .isEqualTo("closed");
        alice().sees("Five wrong codes were entered at your one-time link");
        assertThat(keysMade()).isEmpty();

        var second = aliceGetsALink();
        assertThat(open(second).enter(second.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void the_right_code_in_between_costs_no_try() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        assertThat(page.enter(another(message.code())).body().path("triesLeft").asInt())
                .isEqualTo(4);
        assertThat(page.enter(message.code()).outcome()).isEqualTo("shown");
        assertThat(page.enter(message.code()).outcome()).isEqualTo("picked-up");
        assertThat(page.enter(another(message.code())).body().path("triesLeft").asInt())
                .isEqualTo(3);
    }

    private static String another(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    @Test
    void a_second_visit_tells_when_it_was_shown_and_takes_the_receipt() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        open(message).enter(message.code());
        world().timePasses(Duration.ofMinutes(30));

        var page = open(message);
        var again = page.enter(message.code());
        assertThat(again.outcome()).isEqualTo("picked-up");
        assertThat(again.text("app")).isEqualTo("payroll-api");
        assertThat(again.body().path("receipt").asBoolean()).isTrue();
        assertThat(page.haveIt(message.code()).outcome()).isEqualTo("noted");
        assertThat(page.haveIt(message.code()).outcome())
                .as("repeated by a browser")
                .isEqualTo("noted");
        assertThat(page.enter(message.code()).body().path("receipt").asBoolean()).isFalse();
    }

    @Test
    void what_did_not_arrive_is_taken_back_and_its_link_never_shows_another() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        world().gateway().loseNextAnswer();
        assertThat(page.enter(message.code()).status()).isZero();
        assertThat(keysMade()).hasSize(1);

        assertThat(page.enter(message.code()).outcome()).isEqualTo("picked-up");
        assertThat(page.didNotGetIt(message.code()).text("what")).isEqualTo("taking-back");
        assertThat(page.didNotGetIt(message.code()).text("what")).isEqualTo("taking-back");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keysMade()).isEmpty();
        assertThat(page.enter(message.code()).outcome()).isEqualTo("picked-up");
        assertThat(keysMade()).isEmpty();

        var second = aliceGetsALink();
        assertThat(open(second).enter(second.code()).outcome()).isEqualTo("shown");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_secret_that_somebody_else_saw_is_removed_at_once_and_the_approvers_hear_of_it() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var thief = open(message);
        thief.enter(message.code());
        thief.haveIt(message.code());
        world().timePasses(Duration.ofMinutes(3));
        assertThat(keysMade()).hasSize(1);

        alice().sees("and received").press("This was not me");
        assertThat(keysMade()).as("at once").isEmpty();
        bob().sees("says that somebody else saw the secret");
        alice().sees("somebody else saw the secret");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
        assertThat(thief.enter(message.code()).outcome()).isEqualTo("picked-up");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void an_earlier_link_says_nothing_about_a_secret_that_another_one_showed() {
        aliceAsksByLinkAndBobApproves();
        var first = aliceGetsALink();
        var old = open(first);
        world().clock().pass(Duration.ofSeconds(10));
        var second = aliceGetsALink();
        open(second).enter(second.code());

        assertThat(old.didNotGetIt(first.code()).outcome()).isEqualTo("refused");
        assertThat(old.haveIt(first.code()).outcome()).isEqualTo("refused");
        world().timePasses(Duration.ofMinutes(2));
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_thief_who_says_that_it_did_not_arrive_cannot_hide() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var thief = open(message);
        thief.enter(message.code());
        thief.didNotGetIt(message.code());

        var note = alice().sees("It was shown behind a one-time link");
        assertThat(note.buttons()).containsExactly("This was not me");
        note.press("This was not me");
        bob().sees("says that somebody else saw the secret");
        world().timePasses(Duration.ofMinutes(3));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void approvers_hear_that_somebody_saw_it_also_when_slack_is_away_meanwhile() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        open(message).enter(message.code());
        world().timePasses(Duration.ofMinutes(3));
        slack().faults().next("chat.postMessage", 8, new Fault.CutBefore());
        alice().sees("Do you have it?").press("This was not me");
        world().timePasses(Duration.ofMinutes(30));

        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
        bob().sees("says that somebody else saw the secret");
    }

    @Test
    void a_restart_in_between_changes_nothing() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        world().restart();
        assertThat(page.enter(message.code()).outcome()).isEqualTo("shown");
        world().restart();
        assertThat(page.enter(message.code()).outcome()).isEqualTo("picked-up");
    }

    @Test
    void while_minting_is_stopped_there_is_no_link_and_a_link_from_before_waits() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        world().bot().mintSwitch().stop("incident 42");
        var stopped = page.enter(message.code());
        assertThat(stopped.outcome()).isEqualTo("refused");
        assertThat(stopped.text("says")).contains("incident 42");
        alice().sees("can pick it up").press(BUTTON);
        alice().seesPrivately("have stopped pick-ups for now (incident 42)");

        world().bot().mintSwitch().allow();
        assertThat(page.enter(message.code()).outcome()).isEqualTo("shown");
    }

    @Test
    void who_may_no_longer_ask_gets_nothing_from_a_link_they_have() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        slack().workspace().removeFromGroup(world().company().engineers(), alice().id());
        world().timePasses(Duration.ofMinutes(3));
        assertThat(open(message).enter(message.code()).outcome()).isEqualTo("refused");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void a_request_that_was_withdrawn_shows_nothing() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        alice().sees("can pick it up").press("Withdraw");
        var answer = open(message).enter(message.code());
        assertThat(answer.outcome()).isEqualTo("refused");
        assertThat(answer.text("says")).contains("Withdrawn").doesNotContain("<", "@");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void entra_saying_no_leaves_the_link_good() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        entra().faults().next("addPassword", EntraFault.withoutBody(403));
        assertThat(page.enter(message.code()).outcome()).isEqualTo("refused");
        assertThat(page.enter(message.code()).outcome()).isEqualTo("shown");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_lost_answer_of_entra_is_settled_without_a_second_readable_key() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        entra().faults().next("addPassword", new Fault.CutAfter());
        assertThat(page.enter(message.code()).outcome()).isEqualTo("doubt");
        assertThat(page.enter(message.code()).outcome()).isEqualTo("doubt");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void another_change_of_the_same_app_is_waited_for() {
        aliceAsksByLinkAndBobApproves();
        var message = aliceGetsALink();
        var page = open(message);
        erin().runs("/new-client-secret payroll-api")
                .description("weekly export")
                .lifetime(90)
                .reason("A new program.")
                .submit();
        bob().sees("weekly export").press("Approve");
        erin().sees("can pick it up").press("Pick up the secret");

        var wait = page.enter(message.code());
        assertThat(wait.outcome()).isEqualTo("wait");
        assertThat(wait.body().path("seconds").asInt()).isBetween(1, 16);
        world().timePasses(Duration.ofSeconds(20));
        assertThat(page.enter(message.code()).outcome()).isEqualTo("shown");
    }
}
