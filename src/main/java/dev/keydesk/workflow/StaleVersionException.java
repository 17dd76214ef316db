package dev.keydesk.workflow;

/** Somebody else has changed the row first. Nothing was changed; read the row again. */
public final class StaleVersionException extends RuntimeException {
    /** Takes the key of the row, such as the number of a request. */
    public StaleVersionException(String key) {
        super(key + " was moved by somebody else", null, false, false);
    }
}
