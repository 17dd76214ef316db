package dev.keydesk.sandbox.page;

import java.time.Duration;
import java.time.Instant;

/** The sandbox's clock, and a way to move it. */
public interface TimeTravel {

    Instant now();

    /** Moves the clock forward and returns once everything that came due has been done. */
    void pass(Duration howLong);

    /** A journey that goes on stops where it is: its world is about to end. */
    void end();

    /**
     * The same up to the next reminder, and says whether there was one: nobody waits for longer
     * than a year.
     */
    boolean passToTheNextReminder();
}
