package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * What everybody may see of a client secret; the value is never part of it. A key that was made
 * without a name has an empty one, which Graph shows as null.
 */
public record Secret(String keyId, String displayName, String hint, Instant start, Instant end) {
    Secret endingAt(Instant other) {
        return new Secret(keyId, displayName, hint, start, other);
    }
}
