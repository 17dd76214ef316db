package dev.keydesk.request;

import java.time.Instant;

/**
 * A key that Entra made for a request: everything about it but its value.
 *
 * @param hint the first three characters of the value, which Entra shows in its portal too
 */
public record MadeKey(String keyId, String name, String hint, Instant start, Instant end) {}
