package dev.keydesk.simulation;

/** The process an actor was in is dead; an error, so that nothing of ours catches it. */
final class Crashed extends Error {
    Crashed() {
        super("the process died", null, false, false);
    }
}
