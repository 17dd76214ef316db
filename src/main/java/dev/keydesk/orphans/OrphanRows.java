package dev.keydesk.orphans;

import dev.keydesk.store.Db;
import dev.keydesk.workflow.StateRows;
import dev.keydesk.workflow.StateTable;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/** The queries for orphaned secrets: one row for each, for all nodes. */
final class OrphanRows {
    static final StateTable<OrphanedSecret> TABLE =
            StateTable.of(
                            OrphanedSecret.class,
                            "orphaned secrets",
                            "orphaned_secret",
                            "key_id",
                            it -> it.found().keyId())
                    .fixed("seen_at", (_, now) -> now.toEpochMilli());

    private static final String FORGET =
            """
            delete from orphaned_secret where key_id = :key_id and version = :version
            """;

    private static final String IS_WATCHED =
            """
            select count(*) from orphaned_secret where key_id = :key_id and state <> 'Gone'
            """;

    private final Db db;
    private final StateRows<OrphanedSecret> rows;

    OrphanRows(Db db) {
        this.db = db;
        this.rows = new StateRows<>(db, TABLE);
    }

    /** Deletes a suspicion; the secret may be suspected again. */
    void forget(Versioned<OrphanedSecret> suspected) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(FORGET)
                        .bind("key_id", suspected.state().found().keyId())
                        .bind("version", suspected.version())
                        .execute());
    }

    boolean isWatched(String keyId) {
        return db.read(sql ->
                sql.createQuery(IS_WATCHED).bind("key_id", keyId).mapTo(Integer.class).one())
                > 0;
    }

    /**
     * Returns the row.
     *
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it
     */
    Optional<Versioned<OrphanedSecret>> find(String keyId) {
        return rows.find(keyId);
    }
}
