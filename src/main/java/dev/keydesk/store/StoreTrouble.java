package dev.keydesk.store;

import org.jspecify.annotations.Nullable;

/** The database cannot be used; the message is written for the operator. */
public final class StoreTrouble extends RuntimeException {
    private final boolean mayPass;

    StoreTrouble(String message) {
        this(message, null, false);
    }

    StoreTrouble(String message, Throwable cause) {
        this(message, cause, false);
    }

    private StoreTrouble(String message, @Nullable Throwable cause, boolean mayPass) {
        super(message, cause);
        this.mayPass = mayPass;
    }

    /** Trouble that may be over in a while, such as a server that is late. */
    static StoreTrouble passing(String message, @Nullable Throwable cause) {
        return new StoreTrouble(message, cause, true);
    }

    /** Whether trying again later may do; otherwise a person has to mend something first. */
    public boolean mayPass() {
        return mayPass;
    }
}
