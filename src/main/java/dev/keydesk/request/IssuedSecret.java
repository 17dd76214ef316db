package dev.keydesk.request;

import dev.keydesk.config.DeliveryMethod;

import java.time.Instant;
import java.util.Optional;

/**
 * A secret that Entra made for a request, without its value.
 *
 * @param shownThrough how the value was handed over; empty if nobody has seen it
 * @param hint the first three characters of the value, which Entra shows in its portal too
 */
public record IssuedSecret(
        String keyId,
        String name,
        String hint,
        Instant start,
        Instant end,
        Optional<DeliveryMethod> shownThrough) {

    /** Returns the same, handed over this way. */
    public IssuedSecret shown(DeliveryMethod through) {
        return new IssuedSecret(keyId, name, hint, start, end, Optional.of(through));
    }

    /** Returns whether it was handed over this way. */
    public boolean wasShownThrough(DeliveryMethod method) {
        return shownThrough.filter(method::equals).isPresent();
    }
}
