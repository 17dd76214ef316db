package dev.keydesk.pickup;

import dev.keydesk.chat.TextStyle;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.SecretText;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.store.Tx;

/** Delivers a value once, to the person who came for it. */
public interface SecretDelivery {
    /** Returns how the value is delivered. */
    DeliveryMethod method();

    /** Returns how sentences are written for the person who picks up. */
    default TextStyle style() {
        return switch (method()) {
            case SLACK -> TextStyle.SLACK;
            case LINK -> TextStyle.PLAIN;
        };
    }

    /**
     * Runs within the transaction that begins the attempt; an exception rolls it back, and no
     * secret is made.
     */
    void begin(Tx tx, Marker attempt);

    /** Shows the value, once the hand-over is stored; called at most once for each attempt. */
    InteractionAnswer show(
            RequestDetails details, Marker attempt, IssuedSecret key, SecretText value);
}
