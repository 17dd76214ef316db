package dev.keydesk.sandbox.entra;

import java.time.Instant;

/**
 * A call to the simulated Graph, as recorded. No request contains the value of a secret; what a
 * caller put in its place is removed.
 *
 * @param name such as {@code addPassword}
 * @param query as received, still encoded
 * @param status of the answer; 0 if there was none
 * @param requestId of the answer; empty if there was none
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
