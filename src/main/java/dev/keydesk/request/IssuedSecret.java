package dev.keydesk.request;

import dev.keydesk.config.DeliveryMethod;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that Entra made for a request: everything about it but its value.
 *
 * @param shownThrough how the value went out; empty while nobody has seen it
 * @param hint the first three characters of the value, which Entra shows in its portal too
 */
public record IssuedSecret(
        String keyId,
        String name,
        String hint,
        Instant start,
        Instant end,
        Optional<DeliveryMethod> shownThrough) {

    public IssuedSecret shown(DeliveryMethod through) {
        return new IssuedSecret(keyId, name, hint, start, end, Optional.of(through));
    }

    public boolean wasShownThrough(DeliveryMethod method) {
        return shownThrough.filter(method::equals).isPresent();
    }
}
