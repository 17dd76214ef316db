package dev.keydesk.expiry;

import dev.keydesk.entra.UnreadApp;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores which app registrations the last scan could not read, so that the operators are told when
 * that begins and when it ends, and not with each scan.
 */
public final class UnreadApps {
    /** The only subject of {@link UnreadAppsNote}. */
    static final String SUBJECT = "scan";

    /** A longer list has no use. */
    private static final int MOST = 200;

    private static final Logger log = LoggerFactory.getLogger(UnreadApps.class);

    private static final String ALL =
            """
            select id, name, why from unread_app order by name, id
            """;

    private static final String FORGET =
            """
            delete from unread_app
            """;

    private static final String ADD =
            """
            insert into unread_app (id, name, why, since) values (:id, :name, :why, :now)
            """;

    private static final String REPORT =
            """
            select version, since, ended_at from unread_report
            """;

    private static final String SAVE =
            """
            insert into unread_report (only_one, version, since, ended_at)
            values (1, :version, :since, :ended_at)
                on conflict (only_one) do update
                set version = excluded.version, since = excluded.since,
                    ended_at = excluded.ended_at
            """;

    private final Db db;
    private final LiveMessages liveMessages;
    private final InstantSource clock;

    public UnreadApps(Db db, LiveMessages liveMessages, InstantSource clock) {
        this.db = db;
        this.liveMessages = liveMessages;
        this.clock = clock;
    }

    /** An app with its id from {@link UnreadApp#id}. */
    record Row(String id, String name, String why) {
        static Row of(UnreadApp app) {
            return new Row(app.id(), app.name(), app.why());
        }
    }

    /**
     * What the operators are told.
     *
     * @param since when the first of them could not be read
     * @param endedAt when all of them could be read again
     */
    record Report(long version, Instant since, Optional<Instant> endedAt) {
        boolean isOpen() {
            return endedAt.isEmpty();
        }
    }

    /**
     * Records the result of a complete scan.
     *
     * @param unread the apps that it could not read
     * @param sawAll false if it continued an interrupted one, so that earlier entries stay
     */
    public void scanned(Collection<UnreadApp> unread, boolean sawAll) {
        Map<String, Row> now = new LinkedHashMap<>();
        var before = all();
        if (!sawAll) {
            before.forEach(row -> now.put(row.id(), row));
        }
        unread.stream().limit(MOST).map(Row::of).forEach(row -> now.put(row.id(), row));
        if (Map.copyOf(now).values().containsAll(before) && before.size() == now.size()) {
            return;
        }
        now.values().stream()
                .filter(row -> !before.contains(row))
                .forEach(row -> log.warn("app={} not read: {}", row.id(), row.why()));
        db.writing(tx -> save(tx, now.values()));
    }

    private void save(Tx tx, Collection<Row> rows) {
        var now = clock.instant();
        tx.sql().execute(FORGET);
        for (var row : rows) {
            tx.sql()
                    .createUpdate(ADD)
                    .bind("id", row.id())
                    .bind("name", row.name().replace("\0", ""))
                    .bind("why", row.why())
                    .bind("now", now.toEpochMilli())
                    .execute();
        }
        var before = tx.sql().createQuery(REPORT).map((row, _) -> report(row)).findOne();
        var since = before.filter(Report::isOpen).map(Report::since).orElse(now);
        long version = before.map(Report::version).orElse(0L) + 1;
        tx.sql()
                .createUpdate(SAVE)
                .bind("version", version)
                .bind("since", since.toEpochMilli())
                .bind("ended_at", rows.isEmpty() ? now.toEpochMilli() : null)
                .execute();
        liveMessages.refresh(tx, UnreadAppsNote.MESSAGES, SUBJECT);
    }

    List<Row> all() {
        return db.read(sql ->
                sql.createQuery(ALL)
                        .map((row, _) ->
                                new Row(
                                        row.getString("id"),
                                        row.getString("name"),
                                        row.getString("why")))
                        .list());
    }

    Optional<Report> report() {
        return db.read(sql -> sql.createQuery(REPORT).map((row, _) -> report(row)).findOne());
    }

    private static Report report(ResultSet row) throws SQLException {
        long version = row.getLong("version");
        var since = Instant.ofEpochMilli(row.getLong("since"));
        long ended = row.getLong("ended_at");
        return new Report(
                version,
                since,
                row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ended)));
    }
}
