package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * What everybody may see of a client secret; the value is never part of it. A key that was made
 * without a name has an empty one, which Graph shows as null.
 *
 * @param customKeyIdentifier in Base64; empty, which Graph shows as null, since Graph no longer
 *     takes one
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
