package dev.keydesk.removal;

import dev.keydesk.store.Db;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/** The open removals, for code that only reads. */
public final class OpenRemovals {
    private final RemovalRows rows;
    private final String tenant;

    public OpenRemovals(Db db, String tenant) {
        this.rows = new RemovalRows(db);
        this.tenant = tenant;
    }

    /** Returns the removal of that secret which is requested or in progress, if there is one. */
    public Optional<Removal> of(String app, String keyId) {
        return rows.holder(tenant, app, keyId).map(Versioned::state).filter(Removal::isOpen);
    }
}
