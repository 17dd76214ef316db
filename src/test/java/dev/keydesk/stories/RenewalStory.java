package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.sandbox.OpenForm;
import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.sandbox.TestUser;
import dev.keydesk.sandbox.entra.Secret;

import java.time.Duration;
import java.util.List;

/** Stories about a key that is renewed from its reminder, until the old one is gone. */
abstract class RenewalStory extends RemovalStory {
    static final String CARD = "New secret handed over";

    /** A section in which the route of billing calls alice: she is its team. */
    static String aliceIsTheTeamOfBilling(String reminders) {
        return reminders
                + """
                  routes:
                    - apps: [billing]
                      channel: %s
                      mention: {users: [%s]}
                """
                        .formatted(TWIN.general().value(), TWIN.alice().value());
    }

    OpenForm renews(TestUser person) {
        person.sees("A credential ").takes("nightly export", "Renew");
        return person.openForm().lifetime(90).reason("The old one ends.");
    }

    List<SecretRequest> requests() {
        return world().bot().requests().all().stream().map(it -> it.state()).toList();
    }

    List<String> keysOfBilling() {
        return keys().stream().map(Secret::keyId).toList();
    }

    /** alice renews it, bob approves, and alice picks the new one up. */
    void renewedByAlice() {
        renews(alice()).submit();
        bob().sees("asks for a client secret for billing").press("Approve");
        alice().sees("can pick it up").press("Pick up the secret");
    }

    /** The same, and she has it: the team is asked what becomes of the old one. */
    Secret handedOver(int days) {
        var old = told("nightly export", days);
        renewedByAlice();
        alice().sees("Do you have it?").press("I have it");
        assertThat(erin().sees(CARD).buttons())
                .containsExactly("Remove now", "Remove on a date", "Keep");
        return old;
    }

    /** The id of the key that has come beside that one. */
    String newKey(Secret old) {
        var others = keysOfBilling().stream().filter(it -> !it.equals(old.keyId())).toList();
        assertThat(others).hasSize(1);
        return others.getFirst();
    }

    /** Somebody removes it in the portal. */
    void newKeyGoesByHand(Secret old) {
        entra().tenant().removeByHand(billing().id(), newKey(old));
    }

    /** bob says that it has leaked. */
    void revoked(String keyId) {
        bob().runs("/new-client-secret revoke billing")
                .choose("revoke_which-" + billing().id(), keyId)
                .fill("revoke_words", "leaked")
                .submit();
    }

    /** The card everybody in #general sees. */
    ShownMessage teamCard() {
        return erin().sees(CARD);
    }

    /** Removals keep a distance, and are read back. */
    void aFewMinutesPass() {
        world().timePasses(Duration.ofMinutes(3));
    }
}
