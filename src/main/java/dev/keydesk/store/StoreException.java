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

    /** Trouble that may be over in a while, such as a server that is late. */
    static StoreException passing(String message, @Nullable Throwable cause) {
        return new StoreException(message, cause, true, false);
    }

    /** Trouble on the way to a server, which was not asked anything. */
    static StoreException away(String message, Throwable cause, boolean mayPass) {
        return new StoreException(message, cause, mayPass, true);
    }

    /** Whether the way to the database is closed, and not the database in trouble. */
    public boolean isAway() {
        return isAway;
    }

    /** Whether trying again later may do; otherwise a person has to mend something first. */
    public boolean mayPass() {
        return mayPass;
    }
}
