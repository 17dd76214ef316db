package dev.keydesk.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message is written for the operator. */
public final class StoreException extends RuntimeException {
    private final boolean mayPass;
    private final boolean isAway;

    StoreException(String message) {
        this(message, null, false, false);
    }

    StoreException(String message, Throwable cause) {
        this(message, cause, false, false);
    }

    private StoreException(
            String message, @Nullable Throwable cause, boolean mayPass, boolean isAway) {
        super(message, cause);
        this.mayPass = mayPass;
        this.isAway = isAway;
    }

    /** A problem that may pass, such as a slow server. */
    static StoreException passing(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true, false);
    }

    /** A network problem: the server was not reached. */
    static StoreException away(String message, Throwable cause, boolean mayPass) {
        return new StoreException(message, cause, mayPass, true);
    }

    /**
     * Returns whether the server could not be reached, as opposed to a problem of the database
     * itself.
     */
    public boolean isAway() {
        return isAway;
    }

    /** Returns whether a later attempt may succeed; if not, the operator has to act. */
    public boolean mayPass() {
        return mayPass;
    }
}
