package dev.keydesk.store;

/** The database cannot be used; the message is written for the operator. */
public final class StoreTrouble extends RuntimeException {
    StoreTrouble(String message) {
        super(message);
    }

    StoreTrouble(String message, Throwable cause) {
        super(message, cause);
    }
}
