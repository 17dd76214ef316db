package dev.keydesk.reminder;

import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowStates;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;

import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stores the lines of reminders, one for each credential in a message. */
final class ReminderLines {
    private static final Logger log = LoggerFactory.getLogger(ReminderLines.class);
    private static final RowStates<ReminderLine> STATES = RowStates.of(ReminderLine.class);

    private static final String ADD =
            """
            insert into digest_line (part, number, app, key_id, kind, end_at, state, body)
            values (:part, :number, :app, :key_id, :kind, :end_at, :state, :body)
            """;

    private static final String OF_PART =
            """
            select part, number, state, body from digest_line where part = :part order by number
            """;

    private static final String FIND =
            """
            select part, number, state, body
              from digest_line
             where part = :part and number = :number
            """;

    private static final String OF_APP =
            """
            select part, number, state, body
              from digest_line
             where app = :app and state in ('Open', 'Snoozed')
             order by part, number
            """;

    private static final String OF_KEY =
            """
            select part, number, state, body
              from digest_line
             where app = :app and lower(key_id) = lower(:key_id) and kind = :kind
               and state in ('Open', 'Snoozed')
             order by part, number
            """;

    private static final String MOVE =
            """
            update digest_line
               set state = :to, body = :body
             where part = :part and number = :number and state = :from
            """;

    private static final String OUT_OF_DATE =
            """
            select l.part, l.number, l.state, l.body
              from digest_line l
              left join app a
                on a.object_id = l.app
              left join credential c
                on c.app = a.number and c.key_id = l.key_id and c.kind = l.kind
             where l.state in ('Open', 'Snoozed')
               and (c.key_id is null or c.gone_at is not null or c.end_at <> l.end_at)
             order by l.part, l.number
            """;

    private static final String APPS_TOLD_OF =
            """
            select distinct app
              from digest_line
             where state in ('Open', 'Snoozed') and end_at >= :from and end_at < :never
             order by app
            """;

    private static final String OF_APPS =
            """
            select part, number, state, body
              from digest_line
             where app in (<apps>) and state in ('Open', 'Snoozed') and end_at >= :from
             order by part, number
            """;

    private final UnreadableRows unread = new UnreadableRows(log, "lines of reminders");
    private final Db db;

    ReminderLines(Db db) {
        this.db = db;
    }

    /** A line with its position, which never changes. */
    record Placed(String part, int number, ReminderLine line) {
        /** Returns the value of the line's buttons. */
        String id() {
            return part + "." + number;
        }
    }

    /** Adds the lines of a message, in order. */
    void add(Tx tx, String part, List<ReminderEntry> lines) {
        for (int number = 1; number <= lines.size(); number++) {
            add(tx, part, number, new ReminderLine.Open(lines.get(number - 1)));
        }
    }

    private static void add(Tx tx, String part, int number, ReminderLine line) {
        var entry = line.entry();
        tx.sql()
                .createUpdate(ADD)
                .bind("part", part)
                .bind("number", number)
                .bind("app", entry.app().objectId())
                .bind("key_id", entry.keyId())
                .bind("kind", entry.kind().name())
                .bind("end_at", entry.end().toEpochMilli())
                .bind("state", STATES.nameOf(line))
                .bind("body", STATES.write(line))
                .execute();
    }

    /**
     * Returns all lines of a message.
     *
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read one of them,
     *     because without it the message would be incomplete
     */
    List<Placed> of(String part) {
        return db.read(sql ->
                sql.createQuery(OF_PART).bind("part", part).map((row, _) -> line(row)).list());
    }

    /** Returns the line of a button; empty for any other text from outside. */
    Optional<Placed> find(String id) {
        int dot = id.lastIndexOf('.');
        if (dot < 0 || !id.substring(dot + 1).matches("[0-9]{1,4}")) {
            return Optional.empty();
        }
        return db.read(sql ->
                sql.createQuery(FIND)
                        .bind("part", id.substring(0, dot))
                        .bind("number", Integer.parseInt(id.substring(dot + 1)))
                        .map((row, _) -> line(row))
                        .findOne());
    }

    /** Returns the lines of an app for which somebody still has something to do. */
    List<Placed> openOfApp(String objectId) {
        return db.read(sql -> readable(sql.createQuery(OF_APP).bind("app", objectId)));
    }

    /** Returns the lines of a credential for which somebody still has something to do. */
    List<Placed> openOfKey(Tx tx, String objectId, String keyId, Kind kind) {
        return readable(
                tx.sql()
                        .createQuery(OF_KEY)
                        .bind("app", objectId)
                        .bind("key_id", keyId)
                        .bind("kind", kind.name()));
    }

    /** Returns open lines whose credential is gone, or has another expiry date now. */
    List<Placed> outOfDate() {
        return db.read(sql -> readable(sql.createQuery(OUT_OF_DATE)));
    }

    /** Returns apps with an open line about a credential that expires at that moment or later. */
    List<String> appsToldOf(Instant from) {
        return db.read(sql ->
                sql.createQuery(APPS_TOLD_OF)
                        .bind("from", from.toEpochMilli())
                        .bind("never", Credential.Key.NEVER.toEpochMilli())
                        .mapTo(String.class)
                        .list());
    }

    /**
     * Returns open lines about credentials of these apps that expire at that moment or later.
     *
     * @param apps some hundreds at most, as databases accept them
     */
    List<Placed> openOfApps(List<String> apps, Instant from) {
        return db.read(sql ->
                readable(
                        sql.createQuery(OF_APPS)
                                .bindList("apps", apps)
                                .bind("from", from.toEpochMilli())));
    }

    /** Returns false if somebody else moved it first; then nothing was changed. */
    boolean move(Tx tx, Placed from, ReminderLine to) {
        return tx.sql()
                        .createUpdate(MOVE)
                        .bind("to", STATES.nameOf(to))
                        .bind("body", STATES.write(to, from.line(), body(tx, from)))
                        .bind("part", from.part())
                        .bind("number", from.number())
                        .bind("from", STATES.nameOf(from.line()))
                        .execute()
                == 1;
    }

    /** For facts that only a newer version knows; MOVE checks whether the row is still the same. */
    private static String body(Tx tx, Placed from) {
        return tx.sql()
                .createQuery(FIND)
                .bind("part", from.part())
                .bind("number", from.number())
                .map((row, _) -> row.getString("body"))
                .one();
    }

    private List<Placed> readable(Query query) {
        return query.map((row, _) -> readable(row)).stream().flatMap(Optional::stream).toList();
    }

    private Optional<Placed> readable(ResultSet row) throws SQLException {
        var part = row.getString("part");
        int number = row.getInt("number");
        var state = row.getString("state");
        var body = row.getString("body");
        return unread.readable(state, () -> new Placed(part, number, STATES.read(state, body)));
    }

    /**
     * @throws dev.keydesk.store.RowJson.Unreadable if only a newer version can read it
     */
    private Placed line(ResultSet row) throws SQLException {
        var part = row.getString("part");
        int number = row.getInt("number");
        var state = row.getString("state");
        var body = row.getString("body");
        return unread.read(state, () -> new Placed(part, number, STATES.read(state, body)));
    }
}
