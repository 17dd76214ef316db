package dev.keydesk.interactions;

/** What the person who clicked hears. It is stored until they have heard it, so never a secret. */
public sealed interface InteractionAnswer {

    /** Said to that person alone, in Slack's markup. */
    record Privately(String text) implements InteractionAnswer {}

    /** They see the outcome already: the message they pressed on, or another one, tells it. */
    record Seen() implements InteractionAnswer {}

    static InteractionAnswer say(String text) {
        return new Privately(text);
    }

    static InteractionAnswer visibleAlready() {
        return new Seen();
    }
}
