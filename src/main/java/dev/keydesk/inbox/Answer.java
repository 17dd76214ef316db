package dev.keydesk.inbox;

import dev.keydesk.chat.Message;

/** What the person who clicked hears. */
public sealed interface Answer {

    /** Said to that person alone. */
    record Privately(Message message) implements Answer {}

    /** They see the outcome already: the message they pressed on, or another one, tells it. */
    record Seen() implements Answer {}

    static Answer say(String text) {
        return new Privately(Message.of(text));
    }

    static Answer seen() {
        return new Seen();
    }
}
