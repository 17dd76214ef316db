package dev.keydesk.sandbox.page;

import java.time.Duration;
import java.time.Instant;

/** Moves the sandbox's clock. */
public interface TimeTravel {

    /** Returns the sandbox's time. */
    Instant now();

    /** Moves the clock forward and returns once everything that became due is done. */
    void pass(Duration howLong);

    /** Stops a move in progress, because its world is about to end. */
    void end();

    /** Moves to the next reminder, for a year at most; returns whether there was one. */
    boolean passToTheNextReminder();
}
