package dev.keydesk.pickup;

import dev.keydesk.chat.Chat;
import dev.keydesk.inbox.Click;

import java.time.Instant;
import java.util.Optional;

/** The ways a value can be handed over. */
public final class HandOvers {
    private final Chat chat;
    private final String tenantId;

    public HandOvers(Chat chat, String tenantId) {
        this.chat = chat;
        this.tenantId = tenantId;
    }

    /** In the answer to that click, if it can still be answered. */
    Optional<HandOver> inSlack(Click click, Instant now) {
        return click.stillAnswerable(now)
                .filter(chat::answersAt)
                .map(url -> new HandOverInSlack(chat, tenantId, url));
    }
}
