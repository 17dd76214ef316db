package dev.keydesk.removal;

import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.workflow.StateRows;
import dev.keydesk.workflow.Versioned;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The queries for removals of renewed secrets. */
final class RenewalRows {
    private static final String OF_REQUEST =
            """
            select id, state, body, version
              from removal
             where ticket = :ticket and new_key_id = :new_key_id
            """;

    private static final String OF_KEY =
            """
            select id, state, body, version
              from removal
             where app = :app and key_id = :key_id and ticket is not null
             order by ticket
            """;

    private static final String OF_APPS =
            """
            select id, state, body, version
              from removal
             where app in (<apps>) and ticket is not null
             order by ticket
            """;

    private static final String STANDING =
            """
            select id, state, body, version
              from removal
             where ticket is not null and open_key is not null
             order by ticket
            """;

    private static final String STANDING_OF =
            """
            select id, state, body, version
              from removal
             where app = :app and new_key_id = :new_key_id and open_key is not null
             order by ticket
            """;

    private static final String GONE_OF_APPS =
            """
            select a.object_id, lower(c.key_id) as key_id
              from app a join credential c on c.app = a.number
             where a.object_id in (<apps>) and c.kind = 'SECRET' and c.gone_at is not null
            """;

    private static final String GONE =
            """
            select 1
              from app a
              join credential c
                on c.app = a.number and lower(c.key_id) = lower(:key_id) and c.kind = 'SECRET'
             where a.object_id = :app and c.gone_at is not null
            """;

    private static final String MISSING =
            """
            select k.ticket
              from renewal_reservation k
              join secret_request r on r.ticket = k.ticket
              left join removal n on n.ticket = k.ticket
             where n.ticket is null and r.state in ('Done', 'NeedsPerson')
             order by k.ticket
            """;

    private final Db db;
    private final StateRows<Removal> rows;

    RenewalRows(Db db, StateRows<Removal> rows) {
        this.db = db;
        this.rows = rows;
    }

    /** Returns the removal that the secret of that request has proposed. */
    Optional<Versioned<Removal>> of(Ticket ticket, IssuedSecret made) {
        return db.read(sql ->
                rows.findOne(
                        sql.createQuery(OF_REQUEST)
                                .bind("ticket", ticket.text())
                                .bind("new_key_id", RemovalRows.keyId(made.keyId()))));
    }

    /** Returns the removals of that old secret; there are several if newer ones were removed. */
    List<Versioned<Removal>> ofKey(String app, String keyId) {
        return db.read(sql ->
                rows.readable(
                        sql.createQuery(OF_KEY)
                                .bind("app", app)
                                .bind("key_id", RemovalRows.keyId(keyId))));
    }

    /** Returns the removals of these apps, at most as many apps as one query accepts. */
    List<Versioned<Removal>> ofApps(List<String> apps) {
        return db.read(sql -> rows.readable(sql.createQuery(OF_APPS).bindList("apps", apps)));
    }

    /** Returns removals that still concern their old secret. */
    List<Versioned<Removal>> standing() {
        return db.read(sql -> rows.readable(sql.createQuery(STANDING)));
    }

    /** The same for one new secret. */
    List<Versioned<Removal>> standing(String app, String newKeyId) {
        return db.read(sql ->
                rows.readable(
                        sql.createQuery(STANDING_OF)
                                .bind("app", app)
                                .bind("new_key_id", RemovalRows.keyId(newKeyId))));
    }

    /**
     * Returns the secrets of these apps that scans saw and miss now, by {@link #keyOf}; at most as
     * many apps as one query accepts.
     */
    Set<String> goneOfApps(List<String> apps) {
        return db.read(sql ->
                sql.createQuery(GONE_OF_APPS)
                        .bindList("apps", apps)
                        .map((row, _) -> keyOf(row.getString("object_id"), row.getString("key_id")))
                        .collect(Collectors.toSet()));
    }

    static String keyOf(String app, String keyId) {
        return app + " " + RemovalRows.keyId(keyId);
    }

    /**
     * Returns whether scans saw the secret and miss it now; one that no scan has seen yet does not
     * count.
     */
    boolean isGone(String app, String keyId) {
        return db.read(sql ->
                sql.createQuery(GONE)
                        .bind("app", app)
                        .bind("key_id", keyId)
                        .mapTo(Integer.class)
                        .findFirst()
                        .isPresent());
    }

    /** Returns requests whose new secret was handed over and that have proposed nothing yet. */
    List<Ticket> missing() {
        return db.read(sql -> sql.createQuery(MISSING).mapTo(String.class).map(Ticket::new).list());
    }
}
