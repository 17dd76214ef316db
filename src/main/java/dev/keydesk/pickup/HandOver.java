package dev.keydesk.pickup;

import dev.keydesk.config.Door;
import dev.keydesk.config.SecretText;
import dev.keydesk.inbox.Answer;
import dev.keydesk.request.Ask;
import dev.keydesk.request.MadeKey;
import dev.keydesk.request.Marker;
import dev.keydesk.store.Tx;

/** A way in which a value leaves us, once, to the person who came for it. */
public interface HandOver {
    Door door();

    /**
     * Called within the transaction that begins the attempt; what it throws undoes that, and no key
     * is made.
     */
    void begin(Tx tx, Marker attempt);

    /** Called when the hand-over is stored, and at most once for each attempt. */
    Answer show(Ask ask, Marker attempt, MadeKey key, SecretText value);
}
