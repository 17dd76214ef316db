package dev.keydesk.link;

import dev.keydesk.request.Marker;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Stores links, with hashes instead of their tokens and codes. */
final class Links {
    private static final String SAVE =
            """
            insert into link (id, ticket, token_hash, code_mac, made_at, good_until)
            values (:id, :ticket, :token_hash, :code_mac, :made_at, :good_until)
            """;

    private static final String ONE_AT_A_TIME =
            """
            update secret_request set moved_at = moved_at where ticket = :ticket
            """;

    private static final String REPLACE =
            """
            update link set replaced_at = :now where ticket = :ticket and replaced_at is null
            """;

    private static final String END_ALL =
            """
            update link set replaced_at = :now where replaced_at is null and shown_at is null
            """;

    private static final String FIND =
            """
            select id, ticket, token_hash, code_mac, good_until, wrong_codes, replaced_at,
                   attempt, shown_at
              from link
             where id = :id
            """;

    private static final String COUNT =
            """
            update link set wrong_codes = wrong_codes + 1 where id = :id and wrong_codes < :most
            """;

    private static final String UNCOUNT =
            """
            update link set wrong_codes = wrong_codes - 1 where id = :id
            """;

    private static final String BEGIN =
            """
            update link
               set attempt = :attempt
             where id = :id and replaced_at is null and shown_at is null
               and good_until > :now and wrong_codes < :most
            """;

    private static final String SHOWN =
            """
            update link set shown_at = :now where id = :id
            """;

    private static final String FORGET =
            """
            delete from link where made_at < :before
            """;

    private final Db db;

    Links(Db db) {
        this.db = db;
    }

    /**
     * Stores a new link and replaces the earlier ones of its request. Two links made in the same
     * instant would not see each other, so the row of the request is locked until the link is
     * stored.
     */
    void save(Tx tx, Link link, Instant now) {
        tx.sql().createUpdate(ONE_AT_A_TIME).bind("ticket", link.ticket().text()).execute();
        tx.sql()
                .createUpdate(REPLACE)
                .bind("ticket", link.ticket().text())
                .bind("now", now.toEpochMilli())
                .execute();
        tx.sql()
                .createUpdate(SAVE)
                .bind("id", link.id())
                .bind("ticket", link.ticket().text())
                .bind("token_hash", link.tokenHash())
                .bind("code_mac", link.codeMac().orElse(null))
                .bind("made_at", now.toEpochMilli())
                .bind("good_until", link.goodUntil().toEpochMilli())
                .execute();
    }

    /** Ends all links; returns how many. */
    int endAll(Tx tx, Instant now) {
        return tx.sql().createUpdate(END_ALL).bind("now", now.toEpochMilli()).execute();
    }

    Optional<Link> find(String id) {
        return db.read(
                sql -> sql.createQuery(FIND).bind("id", id).map((row, _) -> link(row)).findOne());
    }

    Optional<Link> find(Tx tx, String id) {
        return tx.sql().createQuery(FIND).bind("id", id).map((row, _) -> link(row)).findOne();
    }

    /**
     * Counts a code before it is compared, so that parallel guesses get no more than the allowed
     * attempts; returns false if those are used up.
     */
    boolean countCode(Tx tx, String id) {
        return tx.sql()
                        .createUpdate(COUNT)
                        .bind("id", id)
                        .bind("most", Link.MOST_WRONG_CODES)
                        .execute()
                == 1;
    }

    /** Takes back the count of a right code. */
    void uncountCode(Tx tx, String id) {
        tx.sql().createUpdate(UNCOUNT).bind("id", id).execute();
    }

    /** Returns false if the link has ended since the click, which may be seconds ago. */
    boolean begin(Tx tx, Link link, Marker attempt, Instant now) {
        return tx.sql()
                        .createUpdate(BEGIN)
                        .bind("id", link.id())
                        .bind("attempt", attempt.attempt())
                        .bind("now", now.toEpochMilli())
                        .bind("most", Link.MOST_WRONG_CODES)
                        .execute()
                == 1;
    }

    void shown(Link link, Instant now) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(SHOWN)
                        .bind("id", link.id())
                        .bind("now", now.toEpochMilli())
                        .execute());
    }

    void forgetBefore(Instant instant) {
        db.writing(tx ->
                tx.sql().createUpdate(FORGET).bind("before", instant.toEpochMilli()).execute());
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getString("id"),
                new Ticket(row.getString("ticket")),
                row.getString("token_hash"),
                Optional.ofNullable(row.getString("code_mac")),
                Instant.ofEpochMilli(row.getLong("good_until")),
                row.getInt("wrong_codes"),
                instant(row, "replaced_at"),
                attempt(row),
                instant(row, "shown_at"));
    }

    private static Optional<Integer> attempt(ResultSet row) throws SQLException {
        int attempt = row.getInt("attempt");
        return row.wasNull() ? Optional.empty() : Optional.of(attempt);
    }

    private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }
}
