package dev.keydesk.sandbox.entra;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when a test says so. */
final class StoppedClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-22T09:00:00.1234567Z");

    @Override
    public Instant instant() {
        return now;
    }

    synchronized void passes(Duration duration) {
        now = now.plus(duration);
    }
}
