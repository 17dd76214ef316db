package dev.keydesk.ownership;

import dev.keydesk.config.UserId;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the Slack users of e-mail addresses, as Slack last told them, with addresses in lower
 * case.
 */
final class SlackUserRows {
    private static final String FIND =
            """
            select address, user_id, answered_at, asked_at, failures
              from slack_user
             where address in (<addresses>)
            """;

    private static final String BEGIN_FIRST =
            """
            insert into slack_user (address, asked_at) values (:address, :now)
                on conflict do nothing
            """;

    private static final String BEGIN_AGAIN =
            """
            update slack_user set asked_at = :now where address = :address and asked_at = :before
            """;

    private static final String ANSWERED =
            """
            insert into slack_user (address, user_id, answered_at, asked_at, failures)
            values (:address, :user, :now, :now, 0)
                on conflict (address) do update
               set user_id = excluded.user_id, answered_at = excluded.answered_at,
                   asked_at = excluded.asked_at, failures = 0
            """;

    private static final String FAILED =
            """
            update slack_user
               set failures = failures + :more, asked_at = :now
             where address = :address
            """;

    private static final String PUT_OFF =
            """
            update slack_user set asked_at = 0 where address = :address
            """;

    private static final String FORGET =
            """
            delete from slack_user where user_id = :user
            """;

    private static final String ASKED_SINCE =
            """
            select count(*) from slack_user where asked_at > :since
            """;

    /** Databases accept a limited number of values in one query. */
    private static final int ADDRESSES_AT_ONCE = 500;

    private final Db db;

    SlackUserRows(Db db) {
        this.db = db;
    }

    /**
     * An address.
     *
     * @param user empty if nobody has it, or Slack has not answered yet
     * @param answeredAt empty until Slack has answered once
     * @param askedAt when a node last began to ask
     * @param failures how often in a row Slack has not answered since
     */
    record Row(
            String address,
            Optional<UserId> user,
            Optional<Instant> answeredAt,
            Instant askedAt,
            int failures) {}

    /** Returns those of these addresses for which Slack was ever asked. */
    Map<String, Row> find(Collection<String> addresses) {
        var all = List.copyOf(addresses);
        var found = new HashMap<String, Row>();
        for (int from = 0; from < all.size(); from += ADDRESSES_AT_ONCE) {
            var some = all.subList(from, Math.min(from + ADDRESSES_AT_ONCE, all.size()));
            db.read(sql ->
                            new ArrayList<>(
                                    sql.createQuery(FIND)
                                            .bindList("addresses", some)
                                            .map((row, _) -> row(row))
                                            .list()))
                    .forEach(row -> found.put(row.address(), row));
        }
        return found;
    }

    /** Returns false if another node has begun to ask since that row was read. */
    boolean begin(Tx tx, String address, Optional<Row> before, Instant now) {
        var update =
                before.map(row ->
                                tx.sql()
                                        .createUpdate(BEGIN_AGAIN)
                                        .bind("before", row.askedAt().toEpochMilli()))
                        .orElseGet(() -> tx.sql().createUpdate(BEGIN_FIRST));
        return update.bind("address", address).bind("now", now.toEpochMilli()).execute() == 1;
    }

    void answered(String address, Optional<UserId> user, Instant now) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(ANSWERED)
                        .bind("address", address)
                        .bind("user", user.map(UserId::value).orElse(null))
                        .bind("now", now.toEpochMilli())
                        .execute());
    }

    void failed(String address, int more, Instant now) {
        db.writing(tx ->
                tx.sql()
                        .createUpdate(FAILED)
                        .bind("address", address)
                        .bind("more", more)
                        .bind("now", now.toEpochMilli())
                        .execute());
    }

    /** Records that Slack was not asked after all. */
    void putOff(String address) {
        db.writing(tx -> tx.sql().createUpdate(PUT_OFF).bind("address", address).execute());
    }

    void forget(UserId user) {
        db.writing(tx -> tx.sql().createUpdate(FORGET).bind("user", user.value()).execute());
    }

    int askedSince(Instant since) {
        return db.read(sql ->
                sql.createQuery(ASKED_SINCE)
                        .bind("since", since.toEpochMilli())
                        .mapTo(Integer.class)
                        .one());
    }

    private static Row row(ResultSet row) throws SQLException {
        long answeredAt = row.getLong("answered_at");
        var answered =
                row.wasNull()
                        ? Optional.<Instant>empty()
                        : Optional.of(Instant.ofEpochMilli(answeredAt));
        return new Row(
                row.getString("address"),
                Optional.ofNullable(row.getString("user_id")).map(UserId::new),
                answered,
                Instant.ofEpochMilli(row.getLong("asked_at")),
                row.getInt("failures"));
    }
}
