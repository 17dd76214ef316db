package dev.keydesk.sandbox;

/** A person did not see what they should; the message shows what they did see. */
public final class NotAsExpected extends RuntimeException {
    NotAsExpected(String message) {
        super(message);
    }
}
