package dev.keydesk.pickup;

import dev.keydesk.chat.Chat;
import dev.keydesk.interactions.Interaction;

import java.time.Instant;
import java.util.Optional;

/** Creates the deliveries that need Slack. */
public final class SecretDeliveries {
    private final Chat chat;
    private final String tenantId;

    /** Delivers through this client; {@code tenantId} is shown beside the secret. */
    public SecretDeliveries(Chat chat, String tenantId) {
        this.chat = chat;
        this.tenantId = tenantId;
    }

    /** Returns the delivery in the answer to the click; empty if it can no longer be answered. */
    Optional<SecretDelivery> inSlack(Interaction interaction, Instant now) {
        return interaction
                .stillAnswerable(now)
                .filter(chat::answersAt)
                .map(url -> new EphemeralDelivery(chat, tenantId, url));
    }
}
