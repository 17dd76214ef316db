package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.entra.SecretPolicy;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Entra refuses the lifetime that was approved, and the requester takes a shorter one. */
class ShorterLifetimeTest extends Story {
    private static final String REFUSED = "does not allow such a long lifetime";

    private void refusedAt(Duration longest) {
        entra().tenant().setPolicy(SecretPolicy.atMost(longest));
        aliceAsksAndBobApproves();
        alice().sees("can pick it up").press("Pick up the secret");
    }

    @Test
    void a_shorter_lifetime_needs_no_new_approval_and_is_audited() {
        refusedAt(Duration.ofDays(45));
        assertThat(alice().sees(REFUSED).says())
                .contains("nothing was created", "Choose a shorter one", "no new approval");
        alice().sees(REFUSED).press("Shorten to 60 days");
        assertThat(alice().sees("will now be valid for 60 days").buttons())
                .as("Entra has not refused this one")
                .containsExactly("Pick up the secret", "Get a one-time link", "Withdraw");
        alice().sees("will now be valid for 60 days").press("Pick up the secret");
        alice().sees(REFUSED).press("Shorten to 30 days");
        alice().sees("will now be valid for 30 days").press("Pick up the secret");

        var handed = (SecretRequest.HandedOver) theRequest();
        assertThat(Duration.between(handed.secret().start(), handed.secret().end()))
                .isEqualTo(Duration.ofDays(30));
        assertThat(handed.grant().approval().approver()).isEqualTo(bob().id());
        assertThat(world().bot().platform().audit().of(handed.ticket().text()))
                .extracting(event -> event.sentence())
                .contains(
                        "Entra refused 90 days; the requester shortened the lifetime to 60 days."
                                + " The approval is still valid.");
    }

    @Test
    void a_second_press_of_the_same_button_changes_nothing_more() {
        refusedAt(Duration.ofDays(60));
        var message = alice().sees(REFUSED);
        message.clicked("Shorten to 60 days");
        message.clicked("Shorten to 60 days");
        world().settle();
        assertThat(theRequest().details().lifetimeDays()).isEqualTo(60);
        alice().sees("will now be valid for 60 days").press("Pick up the secret");
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
    }

    @Test
    void without_a_refusal_no_shorter_lifetime_is_offered() {
        aliceAsksAndBobApproves();
        assertThat(alice().sees("can pick it up").buttons())
                .noneMatch(button -> button.startsWith("Shorten"));
    }
}
