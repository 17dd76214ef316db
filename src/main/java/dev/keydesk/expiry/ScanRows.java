package dev.keydesk.expiry;

import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.KeyChanges.OfApp;
import dev.keydesk.expiry.KeyChanges.Stored;
import dev.keydesk.expiry.KeyRow.Which;
import dev.keydesk.expiry.KnownApps.Change;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.Absences.Thing;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Stores what scans saw. A first scan writes hundreds of thousands of rows, so these statements are
 * sent in batches, with parameters by position.
 */
final class ScanRows {
    /**
     * How long a credential that is gone can still be queried, so that reports reach back more than
     * a year.
     */
    static final Duration KEPT_WHEN_GONE = Duration.ofDays(400);

    private static final String KNOWN =
            """
            select object_id, number, case when gone_at is null then content else 0 end as content
              from app
            """;

    private static final String ADD_APP =
            """
            insert into app (client_id, name, audience, tags, content, number, object_id)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String CHANGE_APP =
            """
            update app
               set client_id = ?, name = ?, audience = ?, tags = ?, content = ?, gone_at = null
             where number = ?
            """;

    private static final String KEYS_OF =
            """
            select key_id, kind, name, hint, start_at, end_at, gone_at
              from credential
             where app = :app
            """;

    private static final String SAVE_KEY =
            """
            insert into credential
                   (name, hint, start_at, end_at, first_seen, app, key_id, kind)
            values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (app, key_id, kind) do update
               set name = excluded.name, hint = excluded.hint, start_at = excluded.start_at,
                   end_at = excluded.end_at, gone_at = null
            """;

    private static final String KEY_GONE =
            """
            update credential
               set gone_at = ?
             where app = ? and key_id = ? and kind = ?
            """;

    private static final String OBJECT_ID =
            """
            select object_id from app where number = :number
            """;

    private static final String APP_GONE =
            """
            update app set gone_at = ? where number = ?
            """;

    private static final String KEYS_GONE_WITH_APP =
            """
            update credential set gone_at = ? where app = ? and gone_at is null
            """;

    private static final String FORGET_KEYS =
            """
            delete from credential where gone_at < :before
            """;

    private static final String FORGET_APPS =
            """
            delete from app
             where gone_at < :before
               and not exists (select 1 from credential c where c.app = app.number)
            """;

    private static final String FORGET_FINISHED =
            """
            delete from finished_scan
            """;

    private static final String FINISH =
            """
            insert into finished_scan (scan, finished_at) values (:scan, :now)
            """;

    private final Db db;
    private final Absences absences;

    ScanRows(Db db) {
        this.db = db;
        this.absences = new Absences(db);
    }

    /**
     * What was written.
     *
     * @param unsettled the row numbers of apps with credentials that were not shown this time,
     *     which proves nothing yet: the next scan compares them in full
     */
    record Saved(ScanResult result, Set<Long> unsettled) {}

    KnownApps known() {
        var known = new KnownApps();
        db.read(sql ->
                sql.inTransaction(within -> {
                    within.createQuery(KNOWN)
                            .map((row, _) -> {
                                known.stored(
                                        row.getString("object_id"),
                                        row.getLong("number"),
                                        row.getLong("content"));
                                return true;
                            })
                            .forEach(_ -> {});
                    return true;
                }));
        return known;
    }

    /**
     * Writes the differences, credentials included.
     *
     * @param partly object ids of apps that were not read whole: a credential that was not shown
     *     may be the one that could not be read
     */
    Saved save(Tx tx, List<Change> changes, Set<String> partly, Instant now) {
        var added = changes.stream().filter(Change::isNew).toList();
        var differing = changes.stream().filter(change -> !change.isNew()).toList();
        var keys = new KeyChanges();
        added.forEach(change -> keys.compare(change.number(), KeyRow.of(change.app()), Map.of()));
        for (var change : differing) {
            var before = stored(tx, change.number());
            keys.compare(change.number(), KeyRow.of(change.app()), before);
        }
        var whole =
                differing.stream()
                        .filter(change -> !partly.contains(change.app().objectId()))
                        .toList();
        var gone = goneForSure(tx, whole, keys.gone(), now);
        var unsettled =
                keys.gone().stream()
                        .filter(key -> !gone.contains(key))
                        .map(OfApp::app)
                        .collect(Collectors.toUnmodifiableSet());
        batch(tx, ADD_APP, added, ScanRows::addApp);
        batch(tx, CHANGE_APP, differing, (row, change) -> changeApp(row, change, unsettled));
        batch(tx, SAVE_KEY, keys.appeared(), (row, key) -> saveKey(row, key, now));
        batch(tx, SAVE_KEY, keys.changed(), (row, key) -> saveKey(row, key, now));
        batch(tx, KEY_GONE, gone, (row, key) -> keyGone(row, key, now));
        var result =
                new ScanResult(
                        changes.size(), keys.appeared().size(), keys.changed().size(), gone.size());
        return new Saved(result, unsettled);
    }

    /**
     * Returns those that were not shown several times in a row, and resets the count of those that
     * are shown again.
     */
    private List<OfApp> goneForSure(Tx tx, List<Change> changes, List<OfApp> missed, Instant now) {
        var ids = new HashMap<Long, String>();
        changes.forEach(change -> ids.put(change.number(), change.app().objectId()));
        var things = new HashMap<Thing, OfApp>();
        missed.stream()
                .filter(key -> ids.containsKey(key.app()))
                .forEach(key -> things.put(thing(ids.get(key.app()), key), key));
        absences.ofApps(tx, ids.values()).stream()
                .filter(Thing::isKeyById)
                .filter(thing -> !things.containsKey(thing))
                .forEach(thing -> absences.recordSeen(tx, thing));
        return things.entrySet().stream()
                .filter(entry -> absences.recordMissed(tx, entry.getKey(), now))
                .map(Map.Entry::getValue)
                .toList();
    }

    private static Thing thing(@Nullable String objectId, OfApp it) {
        var app = Objects.requireNonNull(objectId);
        var keyId = it.key().id().keyId();
        return switch (it.key().id().kind()) {
            case SECRET -> Thing.secret(app, keyId);
            case CERTIFICATE -> Thing.certificate(app, keyId);
        };
    }

    private static Map<Which, Stored> stored(Tx tx, long app) {
        return tx
                .sql()
                .createQuery(KEYS_OF)
                .bind("app", app)
                .map((row, _) -> readable(row))
                .stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(stored -> stored.key().id(), stored -> stored));
    }

    /** Skips a kind that only a newer version knows; this version does not look for it in Entra. */
    private static Optional<Stored> readable(ResultSet row) throws SQLException {
        var kind = Kind.find(row.getString("kind"));
        return kind.isEmpty() ? Optional.empty() : Optional.of(stored(row, kind.get()));
    }

    private static Stored stored(ResultSet row, Kind kind) throws SQLException {
        var key =
                new KeyRow(
                        new Which(row.getString("key_id"), kind),
                        Optional.ofNullable(row.getString("name")),
                        Optional.ofNullable(row.getString("hint")),
                        row.getLong("start_at"),
                        row.getLong("end_at"));
        row.getLong("gone_at");
        return new Stored(key, !row.wasNull());
    }

    /** Returns object ids by the number of the row, for apps that have one. */
    Map<Long, String> objectIds(List<Long> apps) {
        return db.read(handle -> {
            var ids = new LinkedHashMap<Long, String>();
            for (var number : apps) {
                handle.createQuery(OBJECT_ID)
                        .bind("number", number)
                        .mapTo(String.class)
                        .findOne()
                        .ifPresent(id -> ids.put(number, id));
            }
            return ids;
        });
    }

    /** Marks these apps and their credentials as gone. */
    ScanResult gone(Tx tx, Collection<Long> apps, Instant now) {
        batch(tx, APP_GONE, apps, (row, app) -> gone(row, app, now));
        int keys = batch(tx, KEYS_GONE_WITH_APP, apps, (row, app) -> gone(row, app, now));
        return new ScanResult(apps.size(), 0, 0, keys);
    }

    /**
     * Records that the scan is complete.
     *
     * @param startedAt the data is as of this time
     */
    void finish(Tx tx, Instant startedAt, Instant now) {
        var before = now.minus(KEPT_WHEN_GONE).toEpochMilli();
        tx.sql().createUpdate(FORGET_KEYS).bind("before", before).execute();
        tx.sql().createUpdate(FORGET_APPS).bind("before", before).execute();
        // Includes one with a later time, from a clock that was corrected since.
        tx.sql().execute(FORGET_FINISHED);
        tx.sql()
                .createUpdate(FINISH)
                .bind("scan", startedAt.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    private interface Binder<T> {
        void bind(PreparedStatement row, T item) throws SQLException;
    }

    /** Returns how many rows were changed. */
    private static <T> int batch(Tx tx, String sql, Collection<T> items, Binder<T> binder) {
        if (items.isEmpty()) {
            return 0;
        }
        try (var statement = tx.sql().getConnection().prepareStatement(sql)) {
            for (var item : items) {
                binder.bind(statement, item);
                statement.addBatch();
            }
            return IntStream.of(statement.executeBatch()).sum();
        } catch (SQLException trouble) {
            throw new IllegalStateException("what a scan saw cannot be written", trouble);
        }
    }

    private static void addApp(PreparedStatement row, Change change) throws SQLException {
        app(row, change);
        row.setLong(6, change.number());
        text(row, 7, change.app().objectId());
    }

    private static void changeApp(PreparedStatement row, Change change, Set<Long> unsettled)
            throws SQLException {
        app(row, change);
        row.setLong(5, change.contentIn(unsettled));
        row.setLong(6, change.number());
    }

    private static void app(PreparedStatement row, Change change) throws SQLException {
        text(row, 1, change.app().clientId());
        text(row, 2, change.app().name());
        text(row, 3, change.app().signInAudience());
        text(row, 4, ContentHash.tags(change.app()));
        row.setLong(5, change.content());
    }

    private static void saveKey(PreparedStatement row, OfApp it, Instant now) throws SQLException {
        var key = it.key();
        text(row, 1, key.name().orElse(null));
        text(row, 2, key.hint().orElse(null));
        row.setLong(3, key.startAt());
        row.setLong(4, key.endAt());
        row.setLong(5, now.toEpochMilli());
        row.setLong(6, it.app());
        text(row, 7, key.id().keyId());
        text(row, 8, key.id().kind().name());
    }

    private static void keyGone(PreparedStatement row, OfApp it, Instant now) throws SQLException {
        row.setLong(1, now.toEpochMilli());
        row.setLong(2, it.app());
        text(row, 3, it.key().id().keyId());
        text(row, 4, it.key().id().kind().name());
    }

    private static void gone(PreparedStatement row, long app, Instant now) throws SQLException {
        row.setLong(1, now.toEpochMilli());
        row.setLong(2, app);
    }

    /** PostgreSQL refuses a text with the character NUL, which JSON allows. */
    private static void text(PreparedStatement row, int place, @Nullable String text)
            throws SQLException {
        row.setString(place, text == null ? null : text.replace("\0", ""));
    }
}
