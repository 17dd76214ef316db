package dev.keydesk.removal;

import dev.keydesk.store.Db;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/** Which keys are to be removed, for somebody who only wants to look. */
public final class OpenRemovals {
    private final RemovalRows rows;
    private final String tenant;

    public OpenRemovals(Db db, String tenant) {
        this.rows = new RemovalRows(db);
        this.tenant = tenant;
    }

    /** The removal of that key which is asked for or under way, if there is one. */
    public Optional<Removal> of(String app, String keyId) {
        return rows.holder(tenant, app, keyId).map(Versioned::state).filter(Removal::isOpen);
    }
}
