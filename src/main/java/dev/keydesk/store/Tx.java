package dev.keydesk.store;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.List;

/** An open transaction, which is needed for every write. */
public final class Tx {
    private final Handle handle;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle) {
        this.handle = handle;
    }

    /** Returns the handle for the statements of this transaction. */
    public Handle sql() {
        return handle;
    }

    /**
     * Registers an action that runs on the same thread once the transaction is on disk; it does not
     * run after a rollback.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
