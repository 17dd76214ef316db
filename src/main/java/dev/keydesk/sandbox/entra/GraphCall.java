package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * One call that reached the pretend Graph, as its notes keep it. Values of secrets are in no
 * request; whatever a caller put in their place is left out.
 *
 * @param name such as {@code addPassword}
 * @param query as it came, still encoded
 * @param status what the caller was told; 0 if it was told nothing
 * @param requestId of the answer, empty if there was none
 */
public record GraphCall(
        Instant at,
        String name,
        String method,
        String path,
        String query,
        String body,
        int status,
        String requestId) {}
