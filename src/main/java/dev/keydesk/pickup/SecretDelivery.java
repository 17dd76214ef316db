package dev.keydesk.pickup;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.SecretText;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.store.Tx;

/** A way in which a value leaves us, once, to the person who came for it. */
public interface SecretDelivery {
    DeliveryMethod method();

    /**
     * Called within the transaction that begins the attempt; what it throws undoes that, and no key
     * is made.
     */
    void begin(Tx tx, Marker attempt);

    /** Called when the hand-over is stored, and at most once for each attempt. */
    InteractionAnswer show(
            RequestDetails details, Marker attempt, IssuedSecret key, SecretText value);
}
