package dev.keydesk.sandbox;

import java.util.Map;

/** One way an outside service can misbehave, for the next call that meets it. */
public sealed interface Fault {

    /** Answers this instead of doing the work. */
    record Refuse(int status, Map<String, String> headers, String body) implements Fault {}

    /**
     * Does the work, and then answers this all the same: the caller cannot know that it happened.
     */
    record RefuseAfter(int status, Map<String, String> headers, String body) implements Fault {}

    /** Does the work and answers as usual: a later call is meant. */
    record AsUsual() implements Fault {}

    /** Hangs up before doing anything. */
    record CutBefore() implements Fault {}

    /** Does the work and hangs up instead of answering. */
    record CutAfter() implements Fault {}

    /** Does nothing and says nothing until the caller gives up or the simulator closes. */
    record HangBefore() implements Fault {}

    /** Does the work and says nothing until the caller gives up or the simulator closes. */
    record HangAfter() implements Fault {}

    /**
     * Waits, then does the work and answers as usual; for people at the sandbox, never for tests.
     */
    record Slow(java.time.Duration delay) implements Fault {}
}
