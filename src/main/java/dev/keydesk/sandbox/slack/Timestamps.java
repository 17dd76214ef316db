package dev.keydesk.sandbox.slack;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Makes Slack's time stamps: seconds with six decimals, each one unique. */
final class Timestamps {
    private static final long MICROS = 1_000_000;

    private final InstantSource clock;
    private long last;

    Timestamps(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String next() {
        Instant now = clock.instant();
        last = Math.max(last + 1, now.getEpochSecond() * MICROS + now.getNano() / 1_000);
        return String.format(Locale.ROOT, "%d.%06d", last / MICROS, last % MICROS);
    }
}
