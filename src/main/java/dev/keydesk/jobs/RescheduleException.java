package dev.keydesk.jobs;

import java.time.Instant;

/**
 * Schedules the same job again at a stated time. It is planned, so it has no stack trace and causes
 * no warning.
 */
public final class RescheduleException extends RuntimeException {
    private final Instant when;

    /** Takes the time at which the job is due again. */
    public RescheduleException(Instant when) {
        super("again at " + when, null, false, false);
        this.when = when;
    }

    /**
     * Throws if the job is early, which happens if clocks differ; so it comes again and is not
     * lost.
     */
    public static void ifBefore(Instant when, Instant now) {
        if (now.isBefore(when)) {
            throw new RescheduleException(when);
        }
    }

    public Instant when() {
        return when;
    }
}
