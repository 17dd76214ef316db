package dev.keydesk.sandbox;

import java.util.Map;

/** A way in which an outside service can fail at its next call. */
public sealed interface Fault {

    /** Returns this answer without doing the work. */
    record Refuse(int status, Map<String, String> headers, String body) implements Fault {}

    /**
     * Does the work and then returns this answer, so that the caller cannot know that it happened.
     */
    record RefuseAfter(int status, Map<String, String> headers, String body) implements Fault {}

    /** Does the work and answers as usual; for faults that are meant for a later call. */
    record AsUsual() implements Fault {}

    /** Closes the connection before doing anything. */
    record CutBefore() implements Fault {}

    /** Does the work and closes the connection instead of answering. */
    record CutAfter() implements Fault {}

    /** Does nothing and does not answer until the caller gives up or the simulator closes. */
    record HangBefore() implements Fault {}

    /** Does the work and does not answer until the caller gives up or the simulator closes. */
    record HangAfter() implements Fault {}

    /**
     * Waits, then does the work and answers as usual; for people in the sandbox, never for tests.
     */
    record Slow(java.time.Duration delay) implements Fault {}
}
