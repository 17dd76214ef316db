package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.entra.EntraFault;
import dev.keydesk.sandbox.entra.Secret;

import org.junit.jupiter.api.Test;

import java.time.Duration;

/** Entra once does not show an app registration when it is asked for its owners. */
class OwnersNotShownTest extends RemovalStory {
    private Secret ownedByAlice() {
        mayReadPeople();
        var owner = entra().tenant().user("Alice", "alice@example.com");
        entra().tenant().change(billing().id(), app -> app.ownedBy(owner.id()));
        return ends("nightly export", 31);
    }

    @Test
    void the_key_is_told_of_all_the_same() {
        ownedByAlice();
        entra().faults().next("owners", EntraFault.notFound());
        daysPass(1);

        assertThat(told())
                .singleElement()
                .asString()
                .contains("nightly export", "Entra did not say who owns it");
    }

    @Test
    void an_owner_revokes_a_leaked_key_a_minute_later() {
        var key = ownedByAlice();
        scanLater();
        var form =
                alice().runs("/new-client-secret revoke billing")
                        .choose("revoke_which-" + billing().id(), key.keyId())
                        .fill("revoke_words", "leaked");
        entra().faults().next("owners", EntraFault.notFound());
        form.submit();
        world().timePasses(Duration.ofMinutes(5));

        assertThat(keys()).isEmpty();
    }
}
