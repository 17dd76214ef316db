package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TheMainStoryTest extends Story {

    @Test
    void alice_asks_bob_approves_and_alice_picks_the_secret_up_once() {
        alice().runs("/new-client-secret payroll-api")
                .description("nightly export")
                .lifetime(90)
                .reason("The old key ends in spring.")
                .submit();
        alice().sees("Your request KD-");
        assertThat(keysMade()).isEmpty();

        bob().sees("@alice asks for a client secret for payroll-api").press("Approve");
        assertThat(keysMade()).isEmpty();

        alice().sees("can pick it up").press("Pick up the secret");
        assertThat(keysMade()).hasSize(1);
        var shown = alice().seesPrivately("Client secret (value)");
        var value = world().company().entra().tenant().mintedValues().iterator().next();
        assertThat(shown.says()).contains(value.reveal());

        alice().sees("Do you have it?").press("I have it");
        alice().sees("Picked up by @alice").press("Remove this key");
    }
}
