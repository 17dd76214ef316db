package dev.keydesk.workflow;

/** Somebody else moved the row first. Nothing was changed; read it again. */
public final class StaleVersionException extends RuntimeException {
    /** Says which row, by its key, such as the number of a request. */
    public StaleVersionException(String key) {
        super(key + " was moved by somebody else", null, false, false);
    }
}
