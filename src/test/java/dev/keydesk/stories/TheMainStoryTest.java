package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.audit.AuditEvent;
import dev.keydesk.request.Ticket;
import dev.keydesk.sandbox.entra.SignInResult;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** From the command to a secret handed over once, and to its end. */
class TheMainStoryTest extends Story {

    @Test
    void alice_asks_bob_approves_and_alice_picks_the_secret_up_once() {
        var form = alice().runs("/new-client-secret payroll-api");
        assertThat(form.says())
                .contains("payroll-api has one live client secret")
                .contains("nightly export")
                .contains("Approvers: @secret-approvers. Longest lifetime: 365 days.");
        form.description("Britive prod")
                .lifetime(90)
                .reason("The old secret expires in spring.")
                .submit();
        assertThat(form.says()).contains("is stored");
        alice().sees("Waiting for a decision until");
        assertThat(keysMade()).isEmpty();

        var card = bob().sees("@alice asks for a client secret for payroll-api");
        assertThat(card.says())
                .contains("Britive prod")
                .contains("90 days from the pick-up")
                .contains("The old secret expires in spring.")
                .contains("Live client secrets of the app")
                .contains("@secret-approvers can decide.");
        assertThat(card.buttons()).containsExactly("Approve", "Deny");
        assertThat(card.message().buttons().getFirst().hasConfirm()).isTrue();
        assertThat(card.spoken())
                .contains("@alice asks for a client secret for payroll-api")
                .contains("The old secret expires in spring.")
                .contains("@secret-approvers can decide.");
        card.press("Approve");
        assertThat(keysMade()).isEmpty();
        assertThat(bob().sees("asks for a client secret").buttons())
                .containsExactly("Cancel approval");

        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.displayName()).matches("Britive prod · KD-.{5}-1");
                    assertThat(Duration.between(key.start(), key.end()))
                            .isEqualTo(Duration.ofDays(90));
                });
        var shownMessage = alice().seesPrivately("Client secret (value)");
        assertThat(shownMessage.says())
                .contains(theValue().reveal())
                .contains(world().company().tenantId())
                .contains(world().company().payroll().appId())
                .contains("Key ID, which is not the secret");
        assertThat(shownMessage.spoken()).doesNotContain(theValue().reveal());

        shownMessage.press("I have it");
        alice().doesNotSee("Client secret (value)");
        var done = alice().sees("Picked up by @alice");
        assertThat(done.buttons()).containsExactly("Remove this secret");
        assertThat(bob().sees("asks for a client secret").says())
                .contains("Approved by @bob")
                .contains("Picked up by @alice");
        assertThat(bob().sees("asks for a client secret").buttons()).isEmpty();
    }

    @Test
    void what_was_picked_up_signs_in_and_stops_when_it_is_removed() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        world().timePasses(Duration.ofMinutes(1));
        assertThat(signIn()).isInstanceOf(SignInResult.Accepted.class);

        alice().sees("Do you have it?").press("I have it");
        alice().sees("Picked up by @alice").press("Remove this secret");
        alice().sees("is being removed");
        world().timePasses(Duration.ofMinutes(5));

        alice().sees("The secret was removed from Entra");
        assertThat(keysMade()).isEmpty();
        assertThat(signIn()).isNotInstanceOf(SignInResult.Accepted.class);
    }

    @Test
    void every_step_is_in_the_audit_log_with_who_and_why() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
        alice().sees("Do you have it?").press("I have it");

        var ticket = world().bot().requests().all().getFirst().state().ticket();
        var events = world().bot().platform().audit().of(ticket.text());
        assertThat(events)
                .extracting(AuditEvent::kind)
                .containsExactly("Waiting", "Waiting", "Approved", "Minting", "HandedOver", "Done");
        assertThat(events)
                .extracting(event -> event.actor().name())
                .containsExactly(
                        alice().id().value(),
                        "desk",
                        bob().id().value(),
                        alice().id().value(),
                        "desk",
                        alice().id().value());
        assertThat(events.get(2).sentence())
                .contains(
                        "is in the user group %s, which approves"
                                .formatted(world().company().approvers().value()));
    }

    @Test
    void the_outcome_also_stands_in_the_thread_of_the_card() {
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");

        var card = bob().sees("asks for a client secret");
        var replies =
                world().company().slack().sees(bob().id(), world().company().approvals()).stream()
                        .filter(message ->
                                message.threadTs().filter(card.ref().ts()::equals).isPresent())
                        .toList();
        assertThat(replies).hasSize(2);
        assertThat(replies.getLast().text()).contains("Picked up by");
    }

    @Test
    void a_restart_between_any_two_steps_changes_nothing() {
        aliceAsks();
        world().restart();
        bob().sees("asks for a client secret").press("Approve");
        world().restart();
        alice().sees("can pick it up").press("Pick up the secret");
        world().restart();
        alice().sees("Do you have it?").press("I have it");

        assertThat(keysMade()).hasSize(1);
        assertThat(
                        Ticket.parse(
                                keysMade()
                                        .getFirst()
                                        .displayName()
                                        .replaceAll(".*(KD-.{5})-1", "$1")))
                .isPresent();
    }

    private SignInResult signIn() {
        return world().company()
                .entra()
                .signIn(
                        world().company().tenantId(),
                        world().company().payroll().appId(),
                        theValue());
    }
}
