package dev.keydesk.pickup;

import dev.keydesk.chat.Chat;
import dev.keydesk.interactions.Interaction;

import java.time.Instant;
import java.util.Optional;

/** The ways a value can be handed over. */
public final class SecretDeliveries {
    private final Chat chat;
    private final String tenantId;

    public SecretDeliveries(Chat chat, String tenantId) {
        this.chat = chat;
        this.tenantId = tenantId;
    }

    /** In the answer to that click, if it can still be answered. */
    Optional<SecretDelivery> inSlack(Interaction interaction, Instant now) {
        return interaction
                .stillAnswerable(now)
                .filter(chat::answersAt)
                .map(url -> new EphemeralDelivery(chat, tenantId, url));
    }
}
