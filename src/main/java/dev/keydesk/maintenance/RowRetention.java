package dev.keydesk.maintenance;

import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import org.jdbi.v3.core.statement.SqlStatements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Deletes rows that were finished long ago, a few in each transaction, so that nobody who clicks
 * has to wait. It keeps everything open, and what shows that a credential which is still in Entra
 * was made here. The audit log is never touched.
 */
public final class RowRetention {
    private static final Logger log = LoggerFactory.getLogger(RowRetention.class);

    private static final int MOST_AT_ONCE = 200;
    private static final int MOST_TIMES = 50;

    /** What a renewal proposed goes with its request: alone it would be proposed again. */
    private static final String SETTLED_REQUESTS =
            """
            select r.ticket
              from secret_request r
             where r.state in ('Done', 'Denied', 'Withdrawn', 'Lapsed', 'Cancelled', 'Unclaimed',
                               'Revoked')
               and r.moved_at < :before
               and not exists (select 1
                                 from removal n
                                where n.ticket = r.ticket and n.open_key is not null)
               and not exists (select 1
                                 from app a
                                 join credential c on c.app = a.number and c.gone_at is null
                                 left join issued_secret i
                                   on i.app = a.object_id and i.key_id = lower(c.key_id)
                                where a.object_id = r.app
                                  and (i.ticket = r.ticket or c.name like '%' || r.ticket || '-%'))
             order by r.moved_at
             limit :most
            """;

    private static final String SETTLED_REMOVALS =
            """
            select id
              from removal
             where state in ('Declined', 'Withdrawn', 'Gone') and moved_at < :before
               and ticket is null
             order by moved_at
             limit :most
            """;

    /** A credential that never expires was reported once; that line is all its team has. */
    private static final String OLD_DIGESTS =
            """
            select d.part
              from digest d
             where d.day < :day
               and not exists (select 1
                                 from digest_line l
                                where l.part = d.part and l.state in ('Open', 'Snoozed')
                                  and l.end_at >= :before)
             order by d.day, d.part
             limit :most
            """;

    private static final String GONE_UNKNOWN_KEYS =
            """
            select key_id from orphaned_secret where state = 'Gone' and seen_at < :before limit :most
            """;

    private static final String DELETE_ISSUED =
            """
            delete from issued_secret
             where app = (select app from secret_request where ticket = :id) and ticket = :id
            """;

    private static final String DELETE_LINKS =
            """
            delete from link where ticket = :id
            """;

    private static final String DELETE_RENEWED_KEY =
            """
            delete from renewal_reservation where ticket = :id
            """;

    private static final String DELETE_MESSAGES_OF_RENEWAL =
            """
            delete from message where subject in (select id from removal where ticket = :id)
            """;

    private static final String DELETE_RENEWAL =
            """
            delete from removal where ticket = :id
            """;

    private static final String DELETE_REQUEST =
            """
            delete from secret_request where ticket = :id
            """;

    private static final String DELETE_REMOVAL =
            """
            delete from removal where id = :id
            """;

    private static final String DELETE_LINES =
            """
            delete from digest_line where part = :id
            """;

    private static final String DELETE_DIGEST =
            """
            delete from digest where part = :id
            """;

    private static final String DELETE_UNKNOWN_KEY =
            """
            delete from orphaned_secret where key_id = :id
            """;

    private static final String DELETE_MESSAGES =
            """
            delete from message where subject = :id
            """;

    /** The step of a credential that never expires keeps its team from being told again. */
    private static final String DELETE_STEPS =
            """
            delete from reminder
             where (tenant, app, key_id, end_at, step) in
                   (select tenant, app, key_id, end_at, step
                      from reminder
                     where told_at < :before and end_at < :before
                     limit :most)
            """;

    private static final String DELETE_SNOOZED =
            """
            delete from snooze where until_at < :before
            """;

    private static final String DELETE_ROUNDS =
            """
            delete from reminder_run where day < :day
            """;

    private static final String DELETE_MOVED =
            """
            delete from reminder_override
             where moved_at < :before
               and not exists (select 1 from app a where a.object_id = reminder_override.app)
            """;

    private static final String DELETE_OWNERS =
            """
            delete from app_owner
             where app in (select o.app
                             from owners_read o
                            where o.read_at < :before
                              and not exists (select 1 from app a where a.object_id = o.app))
            """;

    private static final String DELETE_OWNERS_READ =
            """
            delete from owners_read
             where read_at < :before
               and not exists (select 1 from app a where a.object_id = owners_read.app)
            """;

    private static final String DELETE_SLACK_USERS =
            """
            delete from slack_user
             where address in (select address from slack_user where asked_at < :before limit :most)
            """;

    private static final String DELETE_HOME_TABS =
            """
            delete from home_tab where opened_at < :before
            """;

    /** Things with rows and messages of their own. */
    private record Thing(String name, String old, List<String> deletes) {}

    private static final List<Thing> THINGS =
            List.of(
                    new Thing(
                            "requests",
                            SETTLED_REQUESTS,
                            List.of(
                                    DELETE_LINKS,
                                    DELETE_RENEWED_KEY,
                                    DELETE_MESSAGES_OF_RENEWAL,
                                    DELETE_RENEWAL,
                                    DELETE_ISSUED,
                                    DELETE_MESSAGES,
                                    DELETE_REQUEST)),
                    new Thing(
                            "removals", SETTLED_REMOVALS, List.of(DELETE_MESSAGES, DELETE_REMOVAL)),
                    new Thing(
                            "messages of reminders",
                            OLD_DIGESTS,
                            List.of(DELETE_LINES, DELETE_MESSAGES, DELETE_DIGEST)),
                    new Thing(
                            "unknown secrets",
                            GONE_UNKNOWN_KEYS,
                            List.of(DELETE_MESSAGES, DELETE_UNKNOWN_KEY)));

    /** There may be many in a day, so they are deleted in parts. */
    private static final List<String> IN_PARTS = List.of(DELETE_STEPS, DELETE_SLACK_USERS);

    private static final List<String> AT_ONCE =
            List.of(
                    DELETE_SNOOZED,
                    DELETE_ROUNDS,
                    DELETE_MOVED,
                    DELETE_OWNERS,
                    DELETE_OWNERS_READ,
                    DELETE_HOME_TABS);

    private final Db db;
    private final Duration kept;
    private final InstantSource clock;

    /**
     * Deletes in this database.
     *
     * @param kept how long a row stays after its last change
     */
    public RowRetention(Db db, Duration kept, InstantSource clock) {
        this.db = db;
        this.kept = kept;
        this.clock = clock;
    }

    /** Deletes a part; called every hour on one node. The next call continues. */
    public void delete() {
        for (var thing : THINGS) {
            int deleted = 0;
            for (int times = 0; times < MOST_TIMES; times++) {
                int some = db.write(tx -> delete(tx, thing));
                deleted += some;
                if (some < MOST_AT_ONCE) {
                    break;
                }
            }
            if (deleted > 0) {
                log.info("old rows deleted: {} {}", deleted, thing.name());
            }
        }
        for (var part : IN_PARTS) {
            for (int times = 0; times < MOST_TIMES; times++) {
                if (db.write(tx -> delete(tx, part)) < MOST_AT_ONCE) {
                    break;
                }
            }
        }
        AT_ONCE.forEach(rows -> db.writing(tx -> delete(tx, rows)));
    }

    private int delete(Tx tx, Thing thing) {
        var ids =
                tx.sql()
                        .createQuery(thing.old())
                        .configure(SqlStatements.class, RowRetention::someBindNothing)
                        .bind("before", before())
                        .bind("day", day())
                        .bind("most", MOST_AT_ONCE)
                        .mapTo(String.class)
                        .list();
        for (var id : ids) {
            thing.deletes().forEach(rows -> tx.sql().createUpdate(rows).bind("id", id).execute());
        }
        return ids.size();
    }

    private int delete(Tx tx, String rows) {
        return tx.sql()
                .createUpdate(rows)
                .configure(SqlStatements.class, RowRetention::someBindNothing)
                .bind("before", before())
                .bind("day", day())
                .bind("most", MOST_AT_ONCE)
                .execute();
    }

    /** Some statements use the day, and some the moment. */
    private static void someBindNothing(SqlStatements statements) {
        statements.setUnusedBindingAllowed(true);
    }

    private long before() {
        return clock.instant().minus(kept).toEpochMilli();
    }

    private String day() {
        return LocalDate.ofInstant(clock.instant().minus(kept), ZoneOffset.UTC).toString();
    }
}
