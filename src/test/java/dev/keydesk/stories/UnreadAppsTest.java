package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.expiry.Credential;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

/** What a scan cannot read of one app registration, as those who run the desk hear of it. */
class UnreadAppsTest extends RemovalStory {
    @Test
    void the_operators_hear_once_that_it_began_and_once_that_it_is_over() {
        var key = ends("nightly export", 40);
        scan();
        entra().spoil(
                        billing().id(),
                        app -> {
                            ((ObjectNode) app.path("passwordCredentials").path(0)).putNull("keyId");
                            return Optional.of(app);
                        });
        scanLater();
        scanLater();

        assertThat(reports())
                .singleElement()
                .asString()
                .contains(
                        "cannot read one app registration", "billing", "a credential without an ID")
                .contains("nothing of them counts as gone");
        assertThat(credential(key)).isInstanceOf(Credential.Live.class);
        assertThat(Readiness.of(world()).statusCode()).isEqualTo(200);

        entra().spoilNothing();
        scanLater();
        scanLater();
        assertThat(reports()).last().asString().contains("can read all app registrations again");
        assertThat(reports()).hasSize(2);
    }

    /** The channel has other messages of the desk, too. */
    private List<String> reports() {
        return told(carol().id(), operators()).stream()
                .filter(text ->
                        text.contains("cannot read")
                                || text.contains("can read all app registrations again"))
                .toList();
    }
}
