package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody changes the desk's password on the server while the desk runs. */
class PasswordChangedTest {
    private static final String CHANGED = "does not accept this user and password";

    private Postgres.Place place;
    private Db db;

    @BeforeEach
    void open() {
        Postgres.execute("postgres", "create user changing superuser password 'one'");
        var fresh = Postgres.freshDatabase();
        place = new Postgres.Place(fresh.url(), "changing", "one");
        db = Store.openForDesk(place.settings(), TransactionHook.OPEN);
    }

    @AfterEach
    void close() {
        db.close();
        Postgres.execute("postgres", "drop user changing");
    }

    private static void password(String now) {
        Postgres.execute("postgres", "alter user changing password '%s'".formatted(now));
    }

    private static void endConnections() {
        Postgres.execute(
                "postgres",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename ="
                        + " 'changing'");
    }

    @Test
    void it_is_named_and_mends_itself_once_the_password_is_the_old_one_again() {
        password("two");
        endConnections();
        // The first to come hears only that its connection has ended.
        assertThatThrownBy(db::healthCheck).isInstanceOf(StoreException.class);
        assertThatThrownBy(db::healthCheck)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(CHANGED)
                .hasMessageContaining("restart the desk with the new one");

        password("one");
        assertThat(db.healthCheck()).isPositive();
        assertThat(db.newConnectionTrouble()).isEmpty();
    }

    @Test
    void it_is_known_while_the_connections_that_stand_still_serve() {
        password("two");
        int served =
                db.read(sql -> {
                    assertThatThrownBy(() -> db.read(PasswordChangedTest::one))
                            .isNotInstanceOf(AssertionError.class);
                    return one(sql);
                });

        assertThat(served).isOne();
        assertThat(db.healthCheck()).isPositive();
        assertThat(db.newConnectionTrouble()).get().asString().contains(CHANGED);
    }

    private static int one(Handle sql) {
        return sql.createQuery("select 1").mapTo(Integer.class).one();
    }
}
