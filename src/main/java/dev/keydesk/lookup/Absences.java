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
 * How often in a row Entra did not show a thing, in rows, so that it counts across jobs, scans,
 * nodes and restarts. A thing is gone after {@link #ENOUGH} looks, each a minute after the one
 * before.
 */
public final class Absences {
    /** What one look misses, the next one shows: a lagging read, a proxy's answer. */
    public static final int ENOUGH = 3;

    /** Reads lag by seconds; a minute apart, they do not err together. */
    public static final Duration APART = Duration.ofMinutes(1);

    /** A scan comes every ten minutes, and may be kept waiting. Older looks prove nothing today. */
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

    public Absences(Db db) {
        this.db = db;
    }

    /** What was not shown: an app registration, or something it should hold. */
    public record Thing(String app, String what) {
        public static Thing app(String objectId) {
            return new Thing(objectId, "");
        }

        /** Entra writes the letters of an id either way. */
        public static Thing secret(String objectId, String keyId) {
            return new Thing(objectId, "secret " + keyId.toLowerCase(Locale.ROOT));
        }

        public static Thing certificate(String objectId, String keyId) {
            return new Thing(objectId, "certificate " + keyId.toLowerCase(Locale.ROOT));
        }

        /** A secret or a certificate, as a list of keys shows it. */
        public boolean isKeyById() {
            return what.startsWith("secret ") || what.startsWith("certificate ");
        }

        /** A secret that only its name tells apart. */
        public static Thing named(String objectId, String name) {
            return new Thing(objectId, "named " + name);
        }
    }

    /** The looks so far. */
    record Looks(int number, Instant last) {
        boolean isOver(Instant now) {
            // A time in the future is a clock that was set right since.
            return last.isAfter(now) || last.plus(BELONG_TOGETHER).isBefore(now);
        }

        boolean countsAt(Instant now) {
            return !last.plus(APART).isAfter(now);
        }

        boolean isEnough() {
            return number >= ENOUGH;
        }
    }

    /** What is missed of these apps at present, for those who have read a page of them. */
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
     * Takes down that a look did not find it.
     *
     * @return whether it is gone by now
     */
    public boolean missed(Tx tx, Thing thing, Instant now) {
        return missedNow(tx, thing, find(tx.sql(), thing), now).isEnough();
    }

    Looks missed(Thing thing, Instant now) {
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
                .bind("what", thing.what())
                .bind("looks", Math.min(looks.number(), ENOUGH))
                .bind("now", now.toEpochMilli())
                .bind("before", before.map(Looks::last).orElse(Instant.EPOCH).toEpochMilli())
                .execute();
        return looks;
    }

    /** It is there: whatever looks missed it before proves nothing any more. */
    void seen(Thing thing) {
        if (db.read(sql -> find(sql, thing)).isPresent()) {
            db.writing(tx -> seen(tx, thing));
        }
    }

    public void seen(Tx tx, Thing thing) {
        tx.sql().createUpdate(SEEN).bind("app", thing.app()).bind("what", thing.what()).execute();
    }

    private static Optional<Looks> find(Handle sql, Thing thing) {
        return sql.createQuery(FIND)
                .bind("app", thing.app())
                .bind("what", thing.what())
                .map((row, _) -> looks(row))
                .findOne();
    }

    private static Looks looks(ResultSet row) throws SQLException {
        return new Looks(row.getInt("looks"), Instant.ofEpochMilli(row.getLong("last_at")));
    }

    /** Every hour: looks that prove nothing any more. */
    public void forgetOld(Instant now) {
        var before = now.minus(BELONG_TOGETHER).toEpochMilli();
        db.writing(tx -> tx.sql().createUpdate(FORGET).bind("before", before).execute());
    }
}
