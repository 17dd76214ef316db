package dev.keydesk.removal;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;
import dev.keydesk.workflow.StateRows;
import dev.keydesk.workflow.StateTable;
import dev.keydesk.workflow.Versioned;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The queries for removals: one row each, and at most one that concerns a secret at a time. */
final class RemovalRows {
    static final StateTable<Removal> TABLE =
            StateTable.of(Removal.class, "removals", "removal", "id", it -> it.id().text())
                    .fixed("tenant", (it, _) -> it.details().tenant())
                    .fixed("app", (it, _) -> it.details().app().objectId())
                    .fixed("key_id", (it, _) -> keyId(it.details().credential().keyId()))
                    .fixed("asked_at", (_, now) -> now.toEpochMilli())
                    .moving("open_key", (it, _) -> openKey(it))
                    .moving("ticket", (it, _) -> ticket(it))
                    .moving("new_key_id", (it, _) -> newKeyId(it))
                    .moving("permitted_at", (it, _) -> permittedAt(it))
                    .moving("moved_at", (_, now) -> now.toEpochMilli());

    private static final String HOLDER =
            """
            select id, state, body, version from removal where open_key = :open_key
            """;

    private static final String UNDER_WAY =
            """
            select id, state, body, version
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
            select r.id, r.state, r.body, r.version
              from removal r
              join app a
                on a.object_id = r.app
              join credential c
                on c.app = a.number and lower(c.key_id) = r.key_id and c.kind = 'SECRET'
             where r.open_key is not null and r.state <> 'BeingRemoved' and c.gone_at is not null
             order by r.asked_at, r.id
            """;

    private static final String EXPIRED =
            """
            select r.id, r.state, r.body, r.version
              from removal r
              join app a
                on a.object_id = r.app
              join credential c
                on c.app = a.number and lower(c.key_id) = r.key_id and c.kind = 'SECRET'
             where r.open_key is not null and r.state in ('Proposed', 'Declined', 'Withdrawn')
               and c.end_at <= :now
             order by r.asked_at, r.id
            """;

    private final Db db;
    private final StateRows<Removal> rows;

    RemovalRows(Db db) {
        this(db, new StateRows<>(db, TABLE));
    }

    RemovalRows(Db db, StateRows<Removal> rows) {
        this.db = db;
        this.rows = rows;
    }

    Optional<Versioned<Removal>> holder(String tenant, String app, String keyId) {
        return db.read(sql ->
                rows.findOne(
                        sql.createQuery(HOLDER).bind("open_key", openKey(tenant, app, keyId))));
    }

    /** Returns how many removals were permitted since then, whatever happened to them. */
    int permittedSince(Instant since) {
        return db.read(sql -> permittedSince(sql, since));
    }

    /**
     * The same, and until the commit nobody else who counts them this way continues, on any node.
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
        return removal.permitted().map(permit -> permit.approvedAt().toEpochMilli()).orElse(null);
    }

    /** Returns removals that continue by themselves. */
    List<Versioned<Removal>> underWay(Tx tx) {
        return rows.readable(tx.sql().createQuery(UNDER_WAY));
    }

    /** Returns waiting removals whose secret a scan has missed. */
    List<Versioned<Removal>> vanished() {
        return db.read(sql -> rows.readable(sql.createQuery(VANISHED)));
    }

    /** Returns removals that nobody wants and whose secret has expired. */
    List<Versioned<Removal>> expired(Instant now) {
        return db.read(
                sql -> rows.readable(sql.createQuery(EXPIRED).bind("now", now.toEpochMilli())));
    }

    private static @Nullable String ticket(Removal removal) {
        return removal.details().renewal().map(it -> it.ticket().text()).orElse(null);
    }

    private static @Nullable String newKeyId(Removal removal) {
        return removal.details().renewal().map(it -> keyId(it.secret().keyId())).orElse(null);
    }

    private static @Nullable String openKey(Removal removal) {
        var details = removal.details();
        return removal.holdsKey()
                ? openKey(details.tenant(), details.app().objectId(), details.credential().keyId())
                : null;
    }

    private static String openKey(String tenant, String app, String keyId) {
        return "%s %s %s".formatted(tenant, app, keyId(keyId));
    }

    /** Entra writes the letters of an id in either case. */
    static String keyId(String keyId) {
        return keyId.toLowerCase(Locale.ROOT);
    }
}
