package dev.keydesk.removal;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.workflow.Versioned;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the person who asked for a removal that others could not be told: once for each message, as
 * long as this process runs, because the message is tried again and again.
 */
final class NotificationFailure {
    private final Chat chat;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    NotificationFailure(Chat chat) {
        this.chat = chat;
    }

    void tell(Versioned<Removal> stored, String place, String sentence) {
        var what = stored.state().id().text() + " " + place;
        if (!told.contains(what)) {
            chat.dm(stored.state().details().requestedBy(), OutgoingMessage.of(sentence));
            told.add(what);
        }
    }
}
