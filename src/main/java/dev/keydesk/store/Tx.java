package dev.keydesk.store;

import org.jdbi.v3.core.Handle;

import java.util.ArrayList;
import java.util.List;

/** An open transaction: whoever holds one may write, and all of it happens or none of it. */
public final class Tx {
    private final Handle handle;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle) {
        this.handle = handle;
    }

    /** The statements of this transaction. */
    public Handle sql() {
        return handle;
    }

    /**
     * Runs once the transaction is on disk, on the same thread; not at all if it is rolled back.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void committed() {
        afterCommit.forEach(Runnable::run);
    }
}
