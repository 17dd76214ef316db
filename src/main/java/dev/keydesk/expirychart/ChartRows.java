package dev.keydesk.expirychart;

import dev.keydesk.store.Db;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Stores the numbers behind the address of each chart, the same for all nodes and after a restart.
 */
final class ChartRows {
    private static final String ADD =
            """
            insert into expiry_chart (id, first_month, ending, shown_at)
            values (:id, :first, :ending, :now)
                on conflict (first_month, ending) do nothing
            """;

    private static final String OF_FIGURES =
            """
            select id, shown_at from expiry_chart where first_month = :first and ending = :ending
            """;

    private static final String FIND =
            """
            select first_month, ending from expiry_chart where id = :id
            """;

    private static final String SHOWN =
            """
            update expiry_chart set shown_at = :now where id = :id
            """;

    private static final String FORGET =
            """
            delete from expiry_chart where shown_at < :before
            """;

    /** The exact time at which a chart was last shown is not needed. */
    private static final Duration A_DAY = Duration.ofDays(1);

    private final Db db;

    ChartRows(Db db) {
        this.db = db;
    }

    private record Row(String id, Instant shownAt) {}

    /**
     * Returns the id of these numbers.
     *
     * @param fresh the id to store if they have none yet
     */
    String idOf(ExpiryChart expiryChart, String fresh, Instant now) {
        var known = find(expiryChart);
        if (known.filter(row -> row.shownAt().plus(A_DAY).isAfter(now)).isPresent()) {
            return known.get().id();
        }
        db.writing(tx -> {
            tx.sql()
                    .createUpdate(ADD)
                    .bind("id", fresh)
                    .bind("first", expiryChart.first().toString())
                    .bind("ending", text(expiryChart))
                    .bind("now", now.toEpochMilli())
                    .execute();
            known.ifPresent(row ->
                    tx.sql()
                            .createUpdate(SHOWN)
                            .bind("id", row.id())
                            .bind("now", now.toEpochMilli())
                            .execute());
        });
        // Another node may have been faster.
        return find(expiryChart).map(Row::id).orElse(fresh);
    }

    private Optional<Row> find(ExpiryChart expiryChart) {
        return db.read(sql ->
                sql.createQuery(OF_FIGURES)
                        .bind("first", expiryChart.first().toString())
                        .bind("ending", text(expiryChart))
                        .map((row, _) ->
                                new Row(
                                        row.getString("id"),
                                        Instant.ofEpochMilli(row.getLong("shown_at"))))
                        .findOne());
    }

    Optional<ExpiryChart> find(String id) {
        return db.read(
                sql -> sql.createQuery(FIND).bind("id", id).map((row, _) -> months(row)).findOne());
    }

    void forget(Instant before) {
        db.writing(tx ->
                tx.sql().createUpdate(FORGET).bind("before", before.toEpochMilli()).execute());
    }

    private static String text(ExpiryChart expiryChart) {
        return expiryChart.ending().stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static ExpiryChart months(ResultSet row) throws SQLException {
        return new ExpiryChart(
                YearMonth.parse(row.getString("first_month")),
                Arrays.stream(row.getString("ending").split(" ", -1))
                        .map(Integer::valueOf)
                        .toList());
    }
}
