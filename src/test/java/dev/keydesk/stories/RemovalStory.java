package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.expiry.Credential;
import dev.keydesk.removal.Removal;
import dev.keydesk.sandbox.ShownMessage;
import dev.keydesk.sandbox.entra.GraphCall;
import dev.keydesk.sandbox.entra.Secret;

import java.time.Instant;
import java.util.List;

/** Stories about keys that are removed, which begin with a reminder that tells of one. */
abstract class RemovalStory extends ReminderStory {
    static final String ASKS = "asks for the removal of";

    /** A key that everybody was told of this morning. */
    Secret told(String name, int days) {
        var key = ends(name, days);
        daysPass(1);
        return key;
    }

    /** alice wants it gone, and those who decide are asked. */
    void aliceAsksToRemove(String name) {
        alice().sees(name).takes(name, "Remove…");
        alice().openForm().submit();
    }

    ShownMessage card() {
        return bob().sees(ASKS);
    }

    List<Secret> keys() {
        return entra().tenant().secretsOf(billing().id());
    }

    List<GraphCall> removalsAsked() {
        return entra().calls().stream()
                .filter(call -> call.name().equals("removePassword"))
                .toList();
    }

    /** As the desk sees it. */
    Credential credential(Secret key) {
        return world().bot().credentials().find(billing().id(), key.keyId()).orElseThrow();
    }

    /** Where the only removal stands. */
    Removal theRemoval() {
        var asked =
                world().bot().platform().audit().since(Instant.EPOCH).stream()
                        .flatMap(event -> event.ticket().stream())
                        .filter(ticket -> ticket.startsWith("RM-"))
                        .distinct()
                        .toList();
        assertThat(asked).hasSize(1);
        return world().bot()
                .removals()
                .find(dev.keydesk.removal.RemovalId.parse(asked.getFirst()).orElseThrow())
                .orElseThrow()
                .state();
    }
}
