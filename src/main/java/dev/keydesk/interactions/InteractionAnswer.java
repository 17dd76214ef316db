package dev.keydesk.interactions;

/**
 * The answer to a person who clicked. It is stored until it is sent, so it never contains a secret.
 */
public sealed interface InteractionAnswer {

    /** A text in Slack's markup that only this person sees. */
    record Privately(String text) implements InteractionAnswer {}

    /** No text: the result is already visible on a message. */
    record Seen() implements InteractionAnswer {}

    static InteractionAnswer say(String text) {
        return new Privately(text);
    }

    static InteractionAnswer visibleAlready() {
        return new Seen();
    }
}
