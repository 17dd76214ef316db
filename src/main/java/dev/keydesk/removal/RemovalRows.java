package dev.keydesk.removal;

import dev.keydesk.store.Db;
import dev.keydesk.store.RowStates;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where removals are kept: one row each, and of each key one that is open at most. */
final class RemovalRows {
    private static final Logger log = LoggerFactory.getLogger(RemovalRows.class);
    private static final RowStates<Removal> STATES = RowStates.of(Removal.class);

    private static final String OPEN =
            """
            insert into removal
                   (id, version, state, body, tenant, app, key_id, open_key, asked_at, moved_at,
                    permitted_at)
            values (:id, 1, :state, :body, :tenant, :app, :key_id, :open_key, :now, :now,
                    :permitted_at)
                on conflict do nothing
            """;

    private static final String MOVE =
            """
            update removal
               set state = :state, body = :body, open_key = :open_key, version = version + 1,
                   moved_at = :now, permitted_at = :permitted_at
             where id = :id and version = :version
            """;

    private static final String FIND =
            """
            select state, body, version from removal where id = :id
            """;

    private static final String OPEN_FOR =
            """
            select state, body, version from removal where open_key = :open_key
            """;

    private static final String UNDER_WAY =
            """
            select state, body, version
              from removal
             where state in ('Scheduled', 'BeingRemoved')
             order by asked_at, id
            """;

    private static final String PERMITTED_SINCE =
            """
            select count(*) from removal where permitted_at > :since
            """;

    private static final String LOCK =
            """
            update removal_lock set taken = taken + 1 where only_row = 1
            """;

    private static final String VANISHED =
            """
            select r.state, r.body, r.version
              from removal r
              join app a
                on a.object_id = r.app
              join credential c
                on c.app = a.number and lower(c.key_id) = r.key_id and c.kind = 'SECRET'
             where r.state in ('Asked', 'Scheduled', 'NeedsPerson') and c.gone_at is not null
             order by r.asked_at, r.id
            """;

    private final UnreadableRows unread = new UnreadableRows(log, "removals");
    private final Db db;
    private final InstantSource clock;

    RemovalRows(Db db, InstantSource clock) {
        this.db = db;
        this.clock = clock;
    }

    /** False if the key has an open one already, or the name is taken; nothing was changed. */
    boolean open(Tx tx, Removal removal) {
        var details = removal.details();
        return tx.sql()
                        .createUpdate(OPEN)
                        .bind("id", removal.id().text())
                        .bind("state", STATES.nameOf(removal))
                        .bind("body", STATES.write(removal))
                        .bind("tenant", details.tenant())
                        .bind("app", details.app().objectId())
                        .bind("key_id", keyId(details.key().keyId()))
                        .bind("open_key", openKey(removal))
                        .bind("permitted_at", permittedAt(removal))
                        .bind("now", clock.instant().toEpochMilli())
                        .execute()
                == 1;
    }

    /** False if somebody else moved it first; then nothing was changed. */
    boolean move(Tx tx, StoredRemoval from, Removal to) {
        return tx.sql()
                        .createUpdate(MOVE)
                        .bind("state", STATES.nameOf(to))
                        .bind("body", STATES.write(to, from.removal(), body(tx, from)))
                        .bind("open_key", openKey(to))
                        .bind("permitted_at", permittedAt(to))
                        .bind("now", clock.instant().toEpochMilli())
                        .bind("id", from.id().text())
                        .bind("version", from.version())
                        .execute()
                == 1;
    }

    /**
     * For the facts in it that only a newer version knows; whether it is still so, MOVE decides.
     */
    private static String body(Tx tx, StoredRemoval from) {
        return tx.sql()
                .createQuery(FIND)
                .bind("id", from.id().text())
                .map((row, _) -> row.getString("body"))
                .one();
    }

    Optional<StoredRemoval> find(RemovalId id) {
        return db.read(sql ->
                sql.createQuery(FIND).bind("id", id.text()).map((row, _) -> stored(row)).findOne());
    }

    Optional<StoredRemoval> openFor(String tenant, String app, String keyId) {
        return db.read(sql ->
                sql.createQuery(OPEN_FOR)
                        .bind("open_key", openKey(tenant, app, keyId))
                        .map((row, _) -> stored(row))
                        .findOne());
    }

    /** How many removals were let happen since then, whatever became of them. */
    int permittedSince(Instant since) {
        return db.read(sql -> permittedSince(sql, since));
    }

    /**
     * The same, and until the commit nobody else who counts them this way gets further, at no other
     * node either.
     */
    int permittedSince(Tx tx, Instant since) {
        tx.sql().execute(LOCK);
        return permittedSince(tx.sql(), since);
    }

    private static int permittedSince(Handle sql, Instant since) {
        return sql.createQuery(PERMITTED_SINCE)
                .bind("since", since.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    private static @Nullable Long permittedAt(Removal removal) {
        return removal.permitted().map(permit -> permit.at().toEpochMilli()).orElse(null);
    }

    /** Those that go on by themselves. */
    List<StoredRemoval> underWay(Tx tx) {
        return tx.sql().createQuery(UNDER_WAY).map((row, _) -> readable(row)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Those that wait for something, and whose key a scan has missed meanwhile. */
    List<StoredRemoval> vanished() {
        return db.read(sql ->
                sql.createQuery(VANISHED).map((row, _) -> readable(row)).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private Optional<StoredRemoval> readable(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.readable(state, () -> new StoredRemoval(STATES.read(state, body), version));
    }

    private StoredRemoval stored(ResultSet row) throws SQLException {
        return new StoredRemoval(
                read(row.getString("state"), row.getString("body")), row.getLong("version"));
    }

    private static @Nullable String openKey(Removal removal) {
        var details = removal.details();
        return removal.isOpen()
                ? openKey(details.tenant(), details.app().objectId(), details.key().keyId())
                : null;
    }

    private static String openKey(String tenant, String app, String keyId) {
        return "%s %s %s".formatted(tenant, app, keyId(keyId));
    }

    /** Entra writes the letters of an id either way. */
    private static String keyId(String keyId) {
        return keyId.toLowerCase(Locale.ROOT);
    }

    /**
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it, which may
     *     run beside this one
     */
    private Removal read(String state, String body) {
        return unread.read(state, () -> STATES.read(state, body));
    }
}
