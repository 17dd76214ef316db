package dev.keydesk.home;

import dev.keydesk.chat.Button;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request of the person who opens the tab.
 *
 * @param keyGone since when the handed-over secret is known to be no longer in Entra
 * @param buttons that the person can click for it
 */
record MyRequest(Versioned<SecretRequest> stored, Optional<Instant> keyGone, List<Button> buttons) {
    MyRequest {
        buttons = List.copyOf(buttons);
    }
}
