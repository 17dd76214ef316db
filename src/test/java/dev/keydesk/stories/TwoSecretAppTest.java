package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.entra.Application;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Apps that accept personal accounts hold two secrets, and people hear it before they are stuck.
 */
class TwoSecretAppTest extends RenewalStory {
    @BeforeEach
    void acceptPersonalAccounts() {
        entra().tenant()
                .change(
                        billing().id(),
                        app -> app.withSignInAudience(Application.PERSONAL_ACCOUNTS_TOO));
    }

    @Test
    void the_form_and_the_pick_up_say_which_two_and_the_right_stays_until_one_is_gone() {
        ends("other", 300);
        var old = told("nightly export", 14);
        var form = renews(alice());
        assertThat(form.says())
                .contains(
                        "can hold two secrets and has two: remove one first",
                        "“nightly export”",
                        "“other”");
        form.submit();
        bob().sees("asks for a client secret for billing").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");

        assertTold(alice(), "has two: remove one first");
        assertTold(alice(), "Your approval is still valid");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(keysOfBilling()).hasSize(2);

        entra().tenant().removeByHand(billing().id(), old.keyId());
        aFewMinutesPass();
        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(theRequest()).isInstanceOf(SecretRequest.HandedOver.class);
        assertThat(keysOfBilling()).hasSize(2);
    }

    @Test
    void entra_itself_says_no_because_a_read_lagged_and_the_right_stays() {
        told("nightly export", 14);
        assertThat(renews(alice()).says()).doesNotContain("has two");
        alice().openForm().submit();
        bob().sees("asks for a client secret for billing").press("Approve");
        var second =
                entra().tenant()
                        .addSecretByHand(
                                billing().id(),
                                "made by hand a moment ago",
                                now(),
                                now().plus(DAY.multipliedBy(300)));
        alice().sees("can pick it up").press("Pick up the secret");

        assertTold(alice(), "The app holds as many secrets as Entra allows");
        assertTold(alice(), "your approval is still valid");
        assertThat(theRequest()).isInstanceOf(SecretRequest.Approved.class);
        assertThat(keysOfBilling()).hasSize(2).contains(second.keyId());
    }
}
