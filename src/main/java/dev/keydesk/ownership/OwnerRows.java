package dev.keydesk.ownership;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.store.Db;
import dev.keydesk.store.RowJson;
import dev.keydesk.store.Tx;
import dev.keydesk.store.UnreadableRows;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Stores the owners of apps as last read from Entra, with addresses in lower case. */
final class OwnerRows {
    private static final String DUE =
            """
            select a.object_id
              from app a left join owners_read o on o.app = a.object_id
             where a.gone_at is null
               and (o.read_at is null or o.read_at <= :before)
               and exists (select 1 from credential c
                            where c.app = a.number and c.gone_at is null)
             order by coalesce(o.read_at, 0), a.number
             limit :most
            """;

    private static final String UNREAD =
            """
            select count(*)
              from app a
             where a.gone_at is null
               and not exists (select 1 from owners_read o where o.app = a.object_id)
               and exists (select 1 from credential c
                            where c.app = a.number and c.gone_at is null)
            """;

    private static final String READ =
            """
            insert into owners_read (app, read_at) values (:app, :now)
                on conflict (app) do update set read_at = excluded.read_at
            """;

    private static final String TELL =
            """
            insert into owners_read (app, read_at, owners) values (:app, :now, :owners)
                on conflict (app) do update
               set read_at = excluded.read_at, owners = excluded.owners
            """;

    private static final String TOLD =
            """
            select app, read_at, owners from owners_read where app in (<apps>)
            """;

    private static final String FORGET_OF =
            """
            delete from app_owner where app = :app
            """;

    private static final String ADD =
            """
            insert into app_owner (app, mail) values (:app, :mail) on conflict do nothing
            """;

    private static final String APPS_OF =
            """
            select distinct app from app_owner where mail in (<mails>)
            """;

    private static final String OF_APP =
            """
            select mail from app_owner where app = :app order by mail
            """;

    private static final String NO_APP = "";

    /** Databases accept a limited number of values in one query. */
    private static final int APPS_AT_ONCE = 500;

    private static final Logger log = LoggerFactory.getLogger(OwnerRows.class);

    private final UnreadableRows unread = new UnreadableRows(log, "owners");
    private final Db db;

    OwnerRows(Db db) {
        this.db = db;
    }

    /** Returns how many apps with credentials there are whose owners were never read. */
    int unread() {
        return db.read(sql -> sql.createQuery(UNREAD).mapTo(Integer.class).one());
    }

    /**
     * Returns apps with credentials whose owners were not read since {@code before}, longest
     * waiting first.
     */
    List<String> due(Instant before, int most) {
        return db.read(sql ->
                sql.createQuery(DUE)
                        .bind("before", before.toEpochMilli())
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    void save(String app, List<AppOwner> owners, Instant now) {
        var mails = owners.stream().flatMap(owner -> owner.addresses().stream()).toList();
        db.writing(tx -> {
            tx.sql().createUpdate(FORGET_OF).bind("app", app).execute();
            for (var mail : mails) {
                tx.sql().createUpdate(ADD).bind("app", app).bind("mail", folded(mail)).execute();
            }
            told(tx, app, stored(owners), now);
        });
    }

    /**
     * PostgreSQL refuses a text with the character NUL, even as an escape, and names in Entra may
     * contain it.
     */
    private static String stored(List<AppOwner> owners) {
        return RowJson.write(owners).replace("\\u0000", "");
    }

    /**
     * Returns what is known about the owners of these apps; an app whose owners were never read is
     * left out.
     *
     * @param untoldSince an answer without owners, or without the app, counts only if it is newer
     *     than this
     */
    Map<String, Owners> owners(Collection<String> apps, Instant untoldSince) {
        var all = List.copyOf(apps);
        var known = new HashMap<String, Owners>();
        for (int from = 0; from < all.size(); from += APPS_AT_ONCE) {
            var some = all.subList(from, Math.min(from + APPS_AT_ONCE, all.size()));
            db.read(sql ->
                            sql.createQuery(TOLD)
                                    .bindList("apps", some)
                                    .map((row, _) -> told(row))
                                    .list())
                    .forEach(told ->
                            told.owners(untoldSince, unread)
                                    .ifPresent(owners -> known.put(told.app(), owners)));
        }
        return known;
    }

    private record Row(String app, Instant readAt, Optional<String> owners) {
        /**
         * Returns empty for a row that only a newer version can read; it is read from Entra again.
         */
        Optional<Owners> owners(Instant untoldSince, UnreadableRows unread) {
            var known = owners.filter(it -> !it.equals(NO_APP));
            if (known.isPresent()) {
                return unread.readable("Known", () -> RowJson.read(known.get(), AppOwner[].class))
                        .map(read -> new Owners.Known(List.of(read)));
            }
            return Optional.<Owners>of(
                            owners.isPresent()
                                    ? new Owners.NoApp()
                                    : new Owners.Untold(AppOwners.UNTOLD))
                    .filter(_ -> readAt.isAfter(untoldSince));
        }
    }

    private static Row told(ResultSet row) throws SQLException {
        return new Row(
                row.getString("app"),
                Instant.ofEpochMilli(row.getLong("read_at")),
                Optional.ofNullable(row.getString("owners")));
    }

    /** Records that the app is deleted, before the next scan notices it. */
    void recordGone(String app, Instant now) {
        db.writing(tx -> told(tx, app, NO_APP, now));
    }

    private static void told(Tx tx, String app, String owners, Instant now) {
        tx.sql()
                .createUpdate(TELL)
                .bind("app", app)
                .bind("now", now.toEpochMilli())
                .bind("owners", owners)
                .execute();
    }

    /** Records that Entra did not tell; the owners that were known before stay. */
    void recordNotTold(String app, Instant now) {
        db.writing(tx -> wasRead(tx, app, now));
    }

    private static void wasRead(Tx tx, String app, Instant now) {
        tx.sql().createUpdate(READ).bind("app", app).bind("now", now.toEpochMilli()).execute();
    }

    /** Returns the object ids of the apps that are owned by anybody with one of these addresses. */
    List<String> appsOf(Collection<String> mails) {
        if (mails.isEmpty()) {
            return List.of();
        }
        return db.read(sql ->
                sql.createQuery(APPS_OF)
                        .bindList("mails", mails.stream().map(OwnerRows::folded).toList())
                        .mapTo(String.class)
                        .list());
    }

    List<String> of(String app) {
        return db.read(sql -> sql.createQuery(OF_APP).bind("app", app).mapTo(String.class).list());
    }

    /** PostgreSQL refuses a text with the character NUL, which JSON allows. */
    static String folded(String mail) {
        return mail.strip().replace("\0", "").toLowerCase(Locale.ROOT);
    }
}
