package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * A client secret without its value. A secret that was made without a name has an empty one, which
 * Graph shows as null.
 *
 * @param customKeyIdentifier in Base64; an empty one is shown as null, because Graph no longer
 *     accepts one
 */
public record Secret(
        String keyId,
        String displayName,
        String customKeyIdentifier,
        String hint,
        Instant start,
        Instant end) {
    Secret endingAt(Instant other) {
        return new Secret(keyId, displayName, customKeyIdentifier, hint, start, other);
    }

    Secret identifiedBy(String other) {
        return new Secret(keyId, displayName, other, hint, start, end);
    }
}
