package dev.keydesk.renewal;

import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowStates;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Renewals whose new key was handed over, as they are stored. */
final class RenewalRows {
    private static final Logger log = LoggerFactory.getLogger(RenewalRows.class);
    private static final RowStates<Renewal> STATES = RowStates.of(Renewal.class);

    private static final String ADD =
            """
            insert into renewal (ticket, version, state, app, key_id, end_at, body)
            values (:ticket, 1, :state, :app, :key_id, :end_at, :body)
                on conflict do nothing
            """;

    private static final String MOVE =
            """
            update renewal
               set state = :state, body = :body, version = version + 1
             where ticket = :ticket and version = :version
            """;

    private static final String TOUCH =
            """
            update renewal set version = version + 1 where app = :app and key_id = :key_id
            """;

    private static final String FIND =
            """
            select state, body, version from renewal where ticket = :ticket
            """;

    private static final String OF_KEY =
            """
            select state, body, version
              from renewal
             where app = :app and key_id = :key_id
             order by ticket
            """;

    private static final String OF_APPS =
            """
            select state, body, version
              from renewal
             where app in (<apps>)
             order by ticket
            """;

    private static final String GONE_OF_APPS =
            """
            select a.object_id, lower(c.key_id) as key_id
              from app a join credential c on c.app = a.number
             where a.object_id in (<apps>) and c.kind = 'SECRET' and c.gone_at is not null
            """;

    /** Live keys stand in a row that has not gone; a key no scan has seen yet is not missed. */
    private static final String OUT_OF_DATE =
            """
            select r.state, r.body, r.version
              from renewal r
              left join app a on a.object_id = r.app
              left join credential c
                on c.app = a.number and c.key_id = r.key_id and c.kind = 'SECRET'
             where r.state in ('Open', 'Kept', 'TakenBack')
               and (c.gone_at is not null or a.gone_at is not null or r.end_at <= :now)
             order by r.ticket
            """;

    private static final String STANDING =
            """
            select state, body, version
              from renewal
             where state in ('Open', 'Kept')
             order by ticket
            """;

    private static final String STANDING_OF_APP =
            """
            select state, body, version
              from renewal
             where app = :app and state in ('Open', 'Kept')
             order by ticket
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
              left join renewal n on n.ticket = k.ticket
             where n.ticket is null and r.state in ('Done', 'NeedsPerson')
             order by k.ticket
            """;

    private final UnreadableRows unread = new UnreadableRows(log, "renewals");
    private final Db db;

    RenewalRows(Db db) {
        this.db = db;
    }

    /** False if the request has its row already. */
    boolean add(Tx tx, Renewal renewal) {
        var renewed = renewal.renewed();
        return tx.sql()
                        .createUpdate(ADD)
                        .bind("ticket", renewed.ticket().text())
                        .bind("state", STATES.nameOf(renewal))
                        .bind("app", renewed.app().objectId())
                        .bind("key_id", renewed.old().keyId())
                        .bind("end_at", renewed.old().end().toEpochMilli())
                        .bind("body", STATES.write(renewal))
                        .execute()
                == 1;
    }

    /** Two people may press at the same moment; false for the second, and nothing was changed. */
    boolean move(Tx tx, StoredRenewal from, Renewal to) {
        return tx.sql()
                        .createUpdate(MOVE)
                        .bind("state", STATES.nameOf(to))
                        .bind("body", STATES.write(to, from.renewal(), body(tx, from)))
                        .bind("ticket", from.ticket().text())
                        .bind("version", from.version())
                        .execute()
                == 1;
    }

    /**
     * For the facts in it that only a newer version knows; whether it is still so, MOVE decides.
     */
    private static String body(Tx tx, StoredRenewal from) {
        return tx.sql()
                .createQuery(FIND)
                .bind("ticket", from.ticket().text())
                .map((row, _) -> row.getString("body"))
                .one();
    }

    /** What is shown of them has changed; they belong to this transaction from here on. */
    List<StoredRenewal> touch(Tx tx, String app, String keyId) {
        tx.sql().createUpdate(TOUCH).bind("app", app).bind("key_id", keyId).execute();
        return ofKey(tx.sql(), app, keyId);
    }

    Optional<StoredRenewal> find(Ticket ticket) {
        return db.read(sql ->
                sql.createQuery(FIND)
                        .bind("ticket", ticket.text())
                        .map((row, _) -> renewal(row))
                        .findOne());
    }

    /** Those of that key, which are several if newer ones were taken back. */
    List<StoredRenewal> ofKey(String app, String keyId) {
        return db.read(sql -> ofKey(sql, app, keyId));
    }

    private List<StoredRenewal> ofKey(Handle sql, String app, String keyId) {
        return readable(sql.createQuery(OF_KEY).bind("app", app).bind("key_id", keyId));
    }

    /** Those of these apps, at most as many apps as one question takes. */
    List<StoredRenewal> ofApps(List<String> apps) {
        return db.read(sql -> readable(sql.createQuery(OF_APPS).bindList("apps", apps)));
    }

    /**
     * The secrets of these apps that scans saw and miss now, by {@link #keyOf}; at most as many
     * apps as one question takes.
     */
    Set<String> goneOfApps(List<String> apps) {
        return db.read(sql ->
                sql.createQuery(GONE_OF_APPS)
                        .bindList("apps", apps)
                        .map((row, _) -> keyOf(row.getString("object_id"), row.getString("key_id")))
                        .collect(Collectors.toSet()));
    }

    static String keyOf(String app, String keyId) {
        return app + " " + keyId.toLowerCase(Locale.ROOT);
    }

    /** Those whose old key is no longer in Entra, or has ended. */
    List<StoredRenewal> outOfDate(Instant now) {
        return db.read(
                sql -> readable(sql.createQuery(OUT_OF_DATE).bind("now", now.toEpochMilli())));
    }

    /** Those in which the new key is relied on. */
    List<StoredRenewal> standing() {
        return db.read(sql -> readable(sql.createQuery(STANDING)));
    }

    List<StoredRenewal> standing(String app) {
        return db.read(sql -> readable(sql.createQuery(STANDING_OF_APP).bind("app", app)));
    }

    /** Whether scans saw that key and miss it now; a key no scan has seen yet is not missed. */
    boolean isGone(String app, String keyId) {
        return db.read(sql ->
                sql.createQuery(GONE)
                        .bind("app", app)
                        .bind("key_id", keyId)
                        .mapTo(Integer.class)
                        .findFirst()
                        .isPresent());
    }

    /** Requests whose new key was handed over, and that have no row yet. */
    List<Ticket> missing() {
        return db.read(sql -> sql.createQuery(MISSING).mapTo(String.class).map(Ticket::new).list());
    }

    private List<StoredRenewal> readable(Query query) {
        return query.map((row, _) -> readable(row)).stream().flatMap(Optional::stream).toList();
    }

    private Optional<StoredRenewal> readable(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.readable(state, () -> new StoredRenewal(STATES.read(state, body), version));
    }

    /**
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it
     */
    private StoredRenewal renewal(ResultSet row) throws SQLException {
        var state = row.getString("state");
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.read(state, () -> new StoredRenewal(STATES.read(state, body), version));
    }
}
