package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.entra.EntraFault;
import dev.keydesk.sandbox.entra.Timing;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** The right person, once, with a way on whatever happens. */
class PickingUpTest extends Story {

    @Test
    void a_second_pick_up_is_refused_with_who_and_when() {
        aliceAsksAndBobApproves();
        var note = alice().sees("can pick it up");
        note.clicked("Pick up the secret");
        world().clock().pass(Duration.ofSeconds(1));
        note.clicked("Pick up the secret");
        world().settle();

        assertThat(alice().seesPrivately("Nothing new was made").says())
                .contains("Picked up by @alice on");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void who_has_it_says_so_on_the_message_with_the_value_and_that_goes() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("Store it now").press("I have it");

        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
        assertThat(alice().toldPrivately())
                .noneMatch(message -> message.says().contains("Store it now"));
    }

    @Test
    void whoever_may_no_longer_ask_picks_nothing_up() {
        aliceAsksAndBobApproves();
        slack().workspace().removeFromGroup(world().company().engineers(), alice().id());
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("not among the people who may ask");
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void a_requester_who_was_deactivated_right_after_the_click_picks_nothing_up() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").clicked("Pick up the secret");
        slack().workspace().deactivate(alice().id());
        world().settle();
        assertThat(keysMade()).isEmpty();
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void while_the_operator_has_stopped_minting_people_are_told_and_keep_their_approval() {
        aliceAsksAndBobApproves();
        world().bot().mintSwitch().stop("incident 42");
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("have stopped pick-ups for now (incident 42)");
        assertThat(keysMade()).isEmpty();

        world().bot().mintSwitch().allow();
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void a_desk_that_is_going_down_refuses_new_pick_ups_politely() {
        aliceAsksAndBobApproves();
        world().bot().mintSwitch().close();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("The desk is restarting, so nothing was made");

        world().restart();
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void what_did_not_arrive_is_taken_back_first_and_then_made_anew() {
        entra().setTiming(Timing.realistic());
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I did not get it");
        alice().sees("It did not arrive; the secret is being removed");
        assertThat(keysMade()).hasSize(1);

        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        alice().sees("The secret that did not arrive was removed.").press("Pick up the secret");
        assertThat(keysMade())
                .singleElement()
                .satisfies(key -> assertThat(key.displayName()).endsWith("-2"));
        alice().sees("Do you have it?").press("I have it");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
    }

    @Test
    void the_right_is_given_back_three_times_and_then_the_approver_looks_at_it() {
        aliceAsksAndBobApproves();
        for (int time = 0; time < 4; time++) {
            alice().sees("can pick it up").press("Pick up the secret");
            alice().sees("Do you have it?").press("I did not get it");
            world().timePasses(Duration.ofMinutes(5));
        }
        assertThat(keysMade()).isEmpty();
        var stuck = alice().sees("4 secrets were made and none of them arrived");
        assertThat(stuck.says()).contains("@bob is asked to check it");
        assertThat(stuck.buttons()).isEmpty();
        bob().sees("@bob is asked to check it");

        bob().sees("asks for a client secret").press("Allow another pick-up");
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void who_does_not_answer_is_asked_after_ten_minutes_an_hour_and_a_day() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(9));
        alice().doesNotSee("If it did not arrive");
        world().timePasses(Duration.ofMinutes(2));
        assertThat(alice().sees("If it did not arrive").buttons())
                .containsExactly("I have it", "I did not get it");
        world().timePasses(Duration.ofHours(1));
        alice().sees("This question was asked again below");
        world().timePasses(Duration.ofDays(1));
        assertThat(questionsOpen()).isEqualTo(1);

        world().timePasses(Duration.ofDays(1));
        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        bob().sees("nobody said that it arrived");
        assertThat(keysMade()).hasSize(1);

        alice().sees("nobody said that it arrived").press("I have it");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Done.class);
        assertThat(questionsOpen()).isZero();
        alice().sees("and received").press("Remove this secret");
        alice().sees("is being removed");
    }

    private long questionsOpen() {
        return slack().sees(alice().id(), slack().dm(alice().id())).stream()
                .filter(message -> message.text().startsWith("Do you have the client secret"))
                .count();
    }

    @Test
    void a_key_that_differs_from_the_approval_is_removed_unseen_and_reported() {
        aliceAsksAndBobApproves();
        entraMakesAnotherKey("another name KD-", Duration.ofDays(730));
        alice().sees("can pick it up").press("Pick up the secret");

        alice().seesPrivately("differs from what was approved");
        alice().doesNotSee("Client secret (value)");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(keysMade()).isEmpty();
        alice().sees("it was not shown, and was removed").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void an_app_deleted_after_the_approval_is_told_and_nothing_is_made() {
        aliceAsksAndBobApproves();
        entra().tenant().delete(world().company().payroll().id());
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("No secret was made for KD-");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
    }

    @Test
    void a_key_removed_by_hand_in_the_portal_counts_as_gone() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        entra().tenant()
                .removeByHand(world().company().payroll().id(), keysMade().getFirst().keyId());
        alice().sees("Picked up by @alice").press("Remove this secret");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
    }

    @Test
    void two_pick_ups_of_one_app_take_turns() {
        entra().setTiming(Timing.realistic());
        aliceAsksAndBobApproves();
        erin().runs("/new-client-secret payroll-api")
                .description("erin's")
                .reason("me too")
                .submit();
        bob().sees("@erin asks for a client secret").press("Approve");
        alice().sees("can pick it up").clicked("Pick up the secret");
        erin().sees("can pick it up").clicked("Pick up the secret");
        world().settle();
        world().timePasses(Duration.ofMinutes(1));

        assertThat(keysMade()).hasSize(2);
        alice().seesPrivately("Client secret (value)");
        erin().seesPrivately("Client secret (value)");
        assertThat(entra().calls()).noneMatch(call -> call.status() == 409);
    }

    @Test
    void the_button_of_an_earlier_key_says_nothing_about_a_newer_one() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        var earlier = alice().seesPrivately("Client secret (value)");
        alice().sees("Do you have it?").press("I did not get it");
        world().timePasses(Duration.ofMinutes(5));
        alice().sees("The secret that did not arrive was removed.").press("Pick up the secret");

        earlier.press("I have it");
        alice().sees("This button is about an earlier secret");
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
    }

    @Test
    void a_click_that_the_desk_comes_to_hours_later_makes_nothing() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").clicked("Pick up the secret");
        world().whileDown(() -> world().clock().pass(Duration.ofHours(2)));
        world().settle();

        alice().sees("handled your click too late to show you anything");
        assertThat(keysMade()).isEmpty();
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
    }

    @Test
    void an_answer_that_slack_does_not_take_never_makes_the_desk_ask_entra_again() {
        refusalsAreFine();
        aliceAsksAndBobApproves();
        entra().faults().next("addPassword", EntraFault.concurrentChange());
        slack().faults().next("response_url", 5, new Fault.CutBefore());
        slack().faults().next("chat.postMessage", 8, new Fault.CutBefore());
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(5));

        assertThat(entra().calls())
                .filteredOn(call -> call.name().equals("addPassword"))
                .hasSize(1);
        assertThat(keysMade()).isEmpty();
        alice().sees("No secret was made for KD-");
    }

    @Test
    void an_app_renamed_to_one_that_is_never_served_after_the_approval_gets_no_key() {
        aliceAsksAndBobApproves();
        entra().tenant().rename(world().company().payroll().id(), "tier0-payroll");
        world().timePasses(Duration.ofMinutes(1));
        alice().sees("can pick it up").press("Pick up the secret");
        alice().seesPrivately("lists this app registration under");
        assertThat(keysMade()).isEmpty();
    }

    @Test
    void a_removal_that_entra_refuses_for_an_hour_is_put_before_a_person() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");
        var desk = entra().tenant().desk().orElseThrow();
        entra().tenant()
                .change(world().company().payroll().id(), app -> app.withoutOwner(desk.id()));
        alice().sees("Picked up by @alice").press("Remove this secret");
        world().timePasses(Duration.ofMinutes(90));

        assertThat(theRequest()).isInstanceOf(SecretRequest.NeedsPerson.class);
        entra().tenant().change(world().company().payroll().id(), app -> app.ownedBy(desk.id()));
        bob().sees("asks for a client secret").press("Remove the secret");
        world().timePasses(Duration.ofMinutes(5));
        assertThat(theRequest()).isInstanceOf(SecretRequest.Revoked.class);
        assertThat(keysMade()).isEmpty();
    }
}
