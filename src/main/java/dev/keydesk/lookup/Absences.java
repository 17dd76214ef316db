package dev.keydesk.lookup;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.Handle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Counts in rows how often in a row Entra did not show a thing, across jobs, scans, nodes and
 * restarts. A thing is gone after {@link #ENOUGH} looks, each at least a minute after the one
 * before.
 */
public final class Absences {
    /** A single look can miss a thing, because a read lags behind or a proxy answers. */
    public static final int ENOUGH = 3;

    /** Reads lag by seconds; two looks a minute apart do not fail for the same reason. */
    public static final Duration APART = Duration.ofMinutes(1);

    /** A scan runs every ten minutes, and may be delayed. Older looks prove nothing today. */
    private static final Duration BELONG_TOGETHER = Duration.ofHours(2);

    private static final String FIND =
            """
            select looks, last_at from absence where app = :app and what = :what
            """;

    private static final String OF_APPS =
            """
            select app, what from absence where app in (<apps>)
            """;

    private static final String MISSED =
            """
            insert into absence (app, what, looks, last_at)
            values (:app, :what, :looks, :now)
                on conflict (app, what) do update
                set looks = excluded.looks, last_at = excluded.last_at
              where absence.last_at = :before
            """;

    private static final String SEEN =
            """
            delete from absence where app = :app and what = :what
            """;

    private static final String FORGET =
            """
            delete from absence where last_at < :before
            """;

    private final Db db;

    /** Stores the looks in this database. */
    public Absences(Db db) {
        this.db = db;
    }

    /** What Entra did not show: an app registration, or a part of one. */
    public record Thing(String app, String kind) {
        /** Returns the app registration itself. */
        public static Thing app(String objectId) {
            return new Thing(objectId, "");
        }

        /** Returns a secret; Entra writes the letters of an id in either case. */
        public static Thing secret(String objectId, String keyId) {
            return new Thing(objectId, "secret " + keyId.toLowerCase(Locale.ROOT));
        }

        /** Returns a certificate. */
        public static Thing certificate(String objectId, String keyId) {
            return new Thing(objectId, "certificate " + keyId.toLowerCase(Locale.ROOT));
        }

        /**
         * Returns whether this is a secret or certificate with an id, as a list of credentials
         * shows it.
         */
        public boolean isKeyById() {
            return kind.startsWith("secret ") || kind.startsWith("certificate ");
        }

        /** Returns a secret of which only the name is known. */
        public static Thing named(String objectId, String name) {
            return new Thing(objectId, "named " + name);
        }
    }

    /** The looks so far. */
    record Looks(int number, Instant last) {
        boolean isOver(Instant now) {
            // A time in the future comes from a clock that was corrected since.
            return last.isAfter(now) || last.plus(BELONG_TOGETHER).isBefore(now);
        }

        boolean countsAt(Instant now) {
            return !last.plus(APART).isAfter(now);
        }

        boolean isEnough() {
            return number >= ENOUGH;
        }
    }

    /** Returns what is counted for these apps at present, to compare with a page that was read. */
    public List<Thing> ofApps(Tx tx, Collection<String> objectIds) {
        if (objectIds.isEmpty()) {
            return List.of();
        }
        return tx.sql()
                .createQuery(OF_APPS)
                .bindList("apps", objectIds)
                .map((row, _) -> new Thing(row.getString("app"), row.getString("what")))
                .list();
    }

    /**
     * Records a look that did not find the thing.
     *
     * @return whether it is gone by now
     */
    public boolean recordMissed(Tx tx, Thing thing, Instant now) {
        return missedNow(tx, thing, find(tx.sql(), thing), now).isEnough();
    }

    Looks recordMissed(Thing thing, Instant now) {
        return db.write(tx -> missedNow(tx, thing, find(tx.sql(), thing), now));
    }

    private static Looks missedNow(Tx tx, Thing thing, Optional<Looks> before, Instant now) {
        var so = before.filter(looks -> !looks.isOver(now));
        if (so.isPresent() && !so.get().countsAt(now)) {
            return so.get();
        }
        var looks = new Looks(so.map(Looks::number).orElse(0) + 1, now);
        tx.sql()
                .createUpdate(MISSED)
                .bind("app", thing.app())
                .bind("what", thing.kind())
                .bind("looks", Math.min(looks.number(), ENOUGH))
                .bind("now", now.toEpochMilli())
                .bind("before", before.map(Looks::last).orElse(Instant.EPOCH).toEpochMilli())
                .execute();
        return looks;
    }

    /** Records that the thing is there: earlier looks count no longer. */
    void recordSeen(Thing thing) {
        if (db.read(sql -> find(sql, thing)).isPresent()) {
            db.writing(tx -> recordSeen(tx, thing));
        }
    }

    public void recordSeen(Tx tx, Thing thing) {
        tx.sql().createUpdate(SEEN).bind("app", thing.app()).bind("what", thing.kind()).execute();
    }

    private static Optional<Looks> find(Handle sql, Thing thing) {
        return sql.createQuery(FIND)
                .bind("app", thing.app())
                .bind("what", thing.kind())
                .map((row, _) -> looks(row))
                .findOne();
    }

    private static Looks looks(ResultSet row) throws SQLException {
        return new Looks(row.getInt("looks"), Instant.ofEpochMilli(row.getLong("last_at")));
    }

    /** Deletes looks that prove nothing any more; called every hour. */
    public void forgetOld(Instant now) {
        var before = now.minus(BELONG_TOGETHER).toEpochMilli();
        db.writing(tx -> tx.sql().createUpdate(FORGET).bind("before", before).execute());
    }
}
