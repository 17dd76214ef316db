package dev.keydesk.sandbox.entra;

import java.time.Instant;

/** How often a key was used to sign in since the start, and when that was last. */
public record KeyUse(long times, Instant last) {}
