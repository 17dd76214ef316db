package dev.keydesk.orphans;

import dev.keydesk.store.Db;
import dev.keydesk.store.RowStates;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Where unknown keys are kept: one row for each key, on all nodes and over every restart. */
final class OrphanRows {
    private static final Logger log = LoggerFactory.getLogger(OrphanRows.class);
    private static final RowStates<OrphanedSecret> STATES = RowStates.of(OrphanedSecret.class);

    private static final String SUSPECT =
            """
            insert into orphaned_secret (key_id, version, state, body, seen_at)
            values (:key_id, 1, :state, :body, :now)
                on conflict do nothing
            """;

    private static final String MOVE =
            """
            update orphaned_secret
               set state = :state, body = :body, version = version + 1
             where key_id = :key_id and version = :version
            """;

    private static final String FORGET =
            """
            delete from orphaned_secret where key_id = :key_id and version = :version
            """;

    private static final String FIND =
            """
            select state, body, version from orphaned_secret where key_id = :key_id
            """;

    private static final String IS_WATCHED =
            """
            select count(*) from orphaned_secret where key_id = :key_id and state <> 'Gone'
            """;

    private final UnreadableRows unread = new UnreadableRows(log, "unknown keys");
    private final Db db;

    OrphanRows(Db db) {
        this.db = db;
    }

    /** A key as it stands in the database. Every move makes the version one more. */
    record Stored(OrphanedSecret key, long version) {
        String keyId() {
            return key.found().keyId();
        }
    }

    /** False if the key is known as unknown already. */
    boolean suspect(Tx tx, OrphanedSecret.Suspected suspected, Instant now) {
        return tx.sql()
                        .createUpdate(SUSPECT)
                        .bind("key_id", suspected.found().keyId())
                        .bind("state", STATES.nameOf(suspected))
                        .bind("body", STATES.write(suspected))
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /** False if another node moved it first; then nothing was changed. */
    boolean move(Tx tx, Stored from, OrphanedSecret to) {
        return tx.sql()
                        .createUpdate(MOVE)
                        .bind("state", STATES.nameOf(to))
                        .bind("body", STATES.write(to, from.key(), body(tx, from)))
                        .bind("key_id", from.keyId())
                        .bind("version", from.version())
                        .execute()
                == 1;
    }

    /**
     * For the facts in it that only a newer version knows; whether it is still so, MOVE decides.
     */
    private static String body(Tx tx, Stored from) {
        return tx.sql()
                .createQuery(FIND)
                .bind("key_id", from.keyId())
                .map((row, _) -> row.getString("body"))
                .findOne()
                .orElse("{}");
    }

    /** It may be suspected anew. */
    void forget(Stored suspected) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(FORGET)
                        .bind("key_id", suspected.keyId())
                        .bind("version", suspected.version())
                        .execute());
    }

    boolean isWatched(String keyId) {
        return db.read(sql ->
                sql.createQuery(IS_WATCHED).bind("key_id", keyId).mapTo(Integer.class).one())
                > 0;
    }

    /**
     * What is stored of it.
     *
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it, which may
     *     run beside this one
     */
    Optional<Stored> find(String keyId) {
        return db.read(sql ->
                sql.createQuery(FIND).bind("key_id", keyId).map((row, _) -> stored(row)).findOne());
    }

    private Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                read(row.getString("state"), row.getString("body")), row.getLong("version"));
    }

    private OrphanedSecret read(String state, String body) {
        return unread.read(state, () -> STATES.read(state, body));
    }
}
