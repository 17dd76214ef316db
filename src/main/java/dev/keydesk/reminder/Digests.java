package dev.keydesk.reminder;

import dev.keydesk.livemessages.Recipient;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;

import org.jdbi.v3.core.statement.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Stores the messages of reminders; {@link ReminderLines} has their lines. */
final class Digests {
    private static final String ADD =
            """
            insert into digest (part, day, version, body) values (:part, :day, 1, :body)
            """;

    private static final String COUNT =
            """
            select count(*) from digest where day = :day and part like :parts
            """;

    private static final String FIND =
            """
            select version, body from digest where part = :part
            """;

    private static final String SINCE =
            """
            select version, body from digest where day >= :day order by day, part
            """;

    private static final String NOT_POSTED =
            """
            select d.version, d.body
              from digest d
              left join message m on m.subject = d.part and m.place = :place
             where d.day >= :day and m.subject is null
             order by d.day, d.part
            """;

    private static final String TOUCH =
            """
            update digest set version = version + 1 where part = :part
            """;

    private static final String CHANGE =
            """
            update digest set body = :body, version = version + 1
             where part = :part and version = :version
            """;

    private static final Logger log = LoggerFactory.getLogger(Digests.class);

    private final UnreadableRows unread = new UnreadableRows(log, "messages of reminders");
    private final Db db;

    Digests(Db db) {
        this.db = db;
    }

    /** A message as it is stored. */
    record StoredPart(DigestPage part, long version) {}

    /**
     * Returns how many messages the place has of that day, so that the next one gets an id of its
     * own.
     */
    int count(Tx tx, Recipient to, LocalDate day) {
        return tx.sql()
                .createQuery(COUNT)
                .bind("day", day.toString())
                .bind("parts", to.id() + "-%")
                .mapTo(Integer.class)
                .one();
    }

    void add(Tx tx, DigestPage part) {
        tx.sql()
                .createUpdate(ADD)
                .bind("part", part.id())
                .bind("day", part.day().toString())
                .bind("body", RowJson.write(part))
                .execute();
    }

    Optional<StoredPart> find(String part) {
        return db.read(sql ->
                sql.createQuery(FIND).bind("part", part).map((row, _) -> part(row)).findOne());
    }

    List<StoredPart> since(LocalDate day) {
        return db.read(sql -> readable(sql.createQuery(SINCE).bind("day", day.toString())));
    }

    /** Returns the messages that are not posted under that name. */
    List<StoredPart> notPosted(LocalDate since, String place) {
        return db.read(sql ->
                readable(
                        sql.createQuery(NOT_POSTED)
                                .bind("day", since.toString())
                                .bind("place", place)));
    }

    /** Marks a message in Slack as outdated, because its lines changed. */
    void touch(Tx tx, String part) {
        tx.sql().createUpdate(TOUCH).bind("part", part).execute();
    }

    /** Returns false if somebody else changed it first. */
    boolean change(Tx tx, StoredPart from, DigestPage to) {
        return tx.sql()
                        .createUpdate(CHANGE)
                        .bind("body", RowJson.write(to, from.part(), body(tx, from)))
                        .bind("part", from.part().id())
                        .bind("version", from.version())
                        .execute()
                == 1;
    }

    /**
     * For facts that only a newer version knows; CHANGE checks whether the row is still the same.
     */
    private static String body(Tx tx, StoredPart from) {
        return tx.sql()
                .createQuery(FIND)
                .bind("part", from.part().id())
                .map((row, _) -> row.getString("body"))
                .one();
    }

    private List<StoredPart> readable(Query query) {
        return query.map((row, _) -> readable(row)).stream().flatMap(Optional::stream).toList();
    }

    private Optional<StoredPart> readable(ResultSet row) throws SQLException {
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.readable(
                "Part", () -> new StoredPart(RowJson.read(body, DigestPage.class), version));
    }

    /**
     * @throws RowJson.Unreadable if only a newer version can read it
     */
    private StoredPart part(ResultSet row) throws SQLException {
        var body = row.getString("body");
        long version = row.getLong("version");
        return unread.read(
                "Part", () -> new StoredPart(RowJson.read(body, DigestPage.class), version));
    }
}
