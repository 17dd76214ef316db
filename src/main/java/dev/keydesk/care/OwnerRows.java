package dev.keydesk.care;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Who owns which app in Entra, as it was last read: addresses in small letters. */
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

    private static final String READ =
            """
            insert into owners_read (app, read_at) values (:app, :now)
                on conflict (app) do update set read_at = excluded.read_at
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

    private final Db db;

    OwnerRows(Db db) {
        this.db = db;
    }

    /** Apps with keys whose owners were not read since, those that wait longest first. */
    List<String> due(Instant before, int most) {
        return db.read(sql ->
                sql.createQuery(DUE)
                        .bind("before", before.toEpochMilli())
                        .bind("most", most)
                        .mapTo(String.class)
                        .list());
    }

    void save(String app, Collection<String> mails, Instant now) {
        db.writing(tx -> {
            tx.sql().createUpdate(FORGET_OF).bind("app", app).execute();
            for (var mail : mails) {
                tx.sql().createUpdate(ADD).bind("app", app).bind("mail", folded(mail)).execute();
            }
            wasRead(tx, app, now);
        });
    }

    /** Entra did not tell; what was known before stays. */
    void notTold(String app, Instant now) {
        db.writing(tx -> wasRead(tx, app, now));
    }

    private static void wasRead(Tx tx, String app, Instant now) {
        tx.sql().createUpdate(READ).bind("app", app).bind("now", now.toEpochMilli()).execute();
    }

    /** Object ids of the apps that anybody with one of these addresses owns. */
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

    /** PostgreSQL refuses a text with that character, which JSON allows. */
    private static String folded(String mail) {
        return mail.strip().replace("\0", "").toLowerCase(Locale.ROOT);
    }
}
