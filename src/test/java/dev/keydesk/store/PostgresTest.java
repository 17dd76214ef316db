package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What only a server can do: several writers at once, who stand in each other's way. */
class PostgresTest {
    private static final String RENAME =
            """
            update switch set why = :why where name = :name
            """;

    @Test
    void a_migration_that_is_not_ours_is_refused_in_words() {
        var place = Postgres.freshDatabase();
        Postgres.execute(place.name(), "update flyway_schema_history set checksum = 4711");
        assertThatThrownBy(() -> Store.open(place.settings()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("its migrations are not this program's");
    }

    @Test
    void what_the_server_says_during_the_migrations_is_told_in_words() {
        var place = Postgres.emptyDatabase();
        Postgres.execute(
                "postgres", "alter database %s connection limit 1".formatted(place.name()));
        assertThatThrownBy(() -> Store.open(place.settings()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("has no free connection");
    }

    @Test
    void after_a_line_broke_under_a_question_it_counts_as_whole_only_when_a_change_goes_through() {
        try (var line = new CutLine(Postgres.port());
                var db = Store.open(Postgres.freshDatabase().through(line.port()).settings())) {
            db.writing(tx -> tx.sql().execute("update keydesk set readable_from = readable_from"));
            assertThat(proves(db)).isTrue();
            line.cut();
            assertThat(proves(db)).isFalse();

            line.mend();
            while (!proves(db)) {
                Thread.onSpinWait();
            }
            db.writing(tx -> tx.sql().execute("update keydesk set readable_from = readable_from"));
            assertThat(proves(db)).isTrue();
        }
    }

    private static boolean proves(Db db) {
        try {
            return db.healthCheck() > 0;
        } catch (StoreException away) {
            return false;
        }
    }

    @Test
    void audit_events_are_only_added() {
        try (var db = Store.open(Postgres.freshDatabase().settings())) {
            db.writing(tx ->
                    tx.sql()
                            .execute(
                                    "insert into audit_event (at, kind, actor, sentence) values (0,"
                                            + " 'a', 'b', 'c')"));
            for (var change :
                    List.of(
                            "delete from audit_event",
                            "update audit_event set sentence = 'x'",
                            "truncate audit_event")) {
                assertThatThrownBy(() -> db.writing(tx -> tx.sql().execute(change)))
                        .hasStackTraceContaining("audit events are only added");
            }
            assertThat(Rows.count(db, "audit_event")).isOne();
        }
    }

    @Test
    void two_that_wait_for_each_other_both_come_through() throws Exception {
        try (var db = Store.open(Postgres.freshDatabase().settings());
                var people = Executors.newVirtualThreadPerTaskExecutor()) {
            Rows.addSwitch(db, "left");
            Rows.addSwitch(db, "right");
            var bothHoldOne = new CyclicBarrier(2);
            var tries = new AtomicInteger();
            var results =
                    people.invokeAll(
                            List.of(
                                    crossing(db, "left", "right", bothHoldOne, tries),
                                    crossing(db, "right", "left", bothHoldOne, tries)));
            for (var result : results) {
                assertThat(result.get()).isTrue();
            }
            // The server ends one of them, or both if they look for the knot at the same moment.
            assertThat(tries).hasValueGreaterThanOrEqualTo(3);
        }
    }

    /** Takes two rows, and meets the other between them the first time. */
    private static Callable<Boolean> crossing(
            Db db, String first, String second, CyclicBarrier meeting, AtomicInteger tries) {
        return () ->
                db.write(tx -> {
                    rename(tx, first);
                    if (tries.incrementAndGet() <= 2) {
                        meet(meeting);
                    }
                    rename(tx, second);
                    return true;
                });
    }

    private static void meet(CyclicBarrier meeting) {
        try {
            meeting.await();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static void rename(Tx tx, String name) {
        tx.sql().createUpdate(RENAME).bind("why", "because").bind("name", name).execute();
    }

    /** A statement to which the server says this. */
    static String raising(String sqlState) {
        return "do $$ begin raise exception 'told by a test' using errcode = '%s'; end $$"
                .formatted(sqlState);
    }

    @Test
    void a_server_whose_disk_is_full_takes_no_change_until_it_has_room_again() {
        var place = Postgres.freshDatabase();
        try (var db = Store.open(place.settings())) {
            db.writing(tx -> {
                tx.sql()
                        .execute(
                                "create function full_disk() returns trigger language plpgsql as $$"
                                    + " begin raise exception 'full' using errcode = '53100'; end"
                                    + " $$");
                for (var table : List.of("switch", "keydesk")) {
                    tx.sql()
                            .execute(
                                    "create trigger full_disk before insert or update on %s for each row execute function full_disk()"
                                            .formatted(table));
                }
            });
            assertThat(db.healthCheck()).isOne();
            assertThatThrownBy(() -> Rows.addSwitch(db, "half")).hasStackTraceContaining("full");
            assertThatThrownBy(db::healthCheck).hasStackTraceContaining("full");

            Postgres.execute(place.name(), "drop function full_disk cascade");
            assertThat(db.healthCheck()).isOne();
            Rows.addSwitch(db, "next");
        }
    }

    @Test
    void a_failure_that_would_come_again_is_told_the_first_time() {
        try (var db = Store.open(Postgres.freshDatabase().settings())) {
            var tries = new AtomicInteger();
            assertThatThrownBy(() ->
                            db.writing(tx -> {
                                tries.incrementAndGet();
                                Rows.addSwitch(tx, "twin");
                                Rows.addSwitch(tx, "twin");
                            }))
                    .hasStackTraceContaining("switch_pkey");
            assertThat(tries).hasValue(1);
        }
    }
}
