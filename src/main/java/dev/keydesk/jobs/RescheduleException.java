package dev.keydesk.jobs;

import java.time.Instant;

/**
 * Not now: the same job again at a stated time. Planned, so it has no stack trace and no warning.
 */
public final class RescheduleException extends RuntimeException {
    private final Instant when;

    public RescheduleException(Instant when) {
        super("again at " + when, null, false, false);
        this.when = when;
    }

    /** A job that comes early, because clocks differ, comes again; it must not be lost. */
    public static void ifBefore(Instant when, Instant now) {
        if (now.isBefore(when)) {
            throw new RescheduleException(when);
        }
    }

    public Instant when() {
        return when;
    }
}
