package dev.keydesk.inbox;

/** What the person who clicked hears. It is stored until they have heard it, so never a secret. */
public sealed interface Answer {

    /** Said to that person alone, in Slack's markup. */
    record Privately(String text) implements Answer {}

    /** They see the outcome already: the message they pressed on, or another one, tells it. */
    record Seen() implements Answer {}

    static Answer say(String text) {
        return new Privately(text);
    }

    static Answer seen() {
        return new Seen();
    }
}
