package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.Settings;

import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

/** What stands after the question mark of KEYDESK_DATABASE_URL, and what counts without it. */
class PostgresAddressTest {
    private static final String INSERT =
            """
            insert into switch (name, why, at) values ('a', 'because of the marmalade', 0)
            """;

    private final Postgres.Place place = Postgres.freshDatabase();

    private PostgresServer server(String options) {
        return PostgresServer.of(settings(options));
    }

    private Settings.Database settings(String options) {
        var plain = place.settings();
        return new Settings.Database(plain.url() + options, plain.user(), plain.password());
    }

    private static int silence(DataSource source) throws SQLException {
        try (var connection = source.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    private static String name(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show application_name")) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void without_options_the_desk_says_who_it_is_and_waits_for_no_answer_longer_than_ten_seconds()
            throws SQLException {
        try (var connection = server("").unpooled().getConnection()) {
            assertThat(name(connection)).isEqualTo("keydesk");
            assertThat(connection.getNetworkTimeout()).isEqualTo(10_000);
        }
    }

    @Test
    void an_option_in_the_address_has_the_last_word() throws SQLException {
        var server = server("?ApplicationName=night-shift&socketTimeout=33");
        try (var connection = server.unpooled().getConnection()) {
            assertThat(name(connection)).isEqualTo("night-shift");
            assertThat(connection.getNetworkTimeout()).isEqualTo(33_000);
        }
        assertThat(silence(server.forMigrations())).isEqualTo(33_000);
    }

    @Test
    void a_migration_may_take_its_time() throws SQLException {
        assertThat(silence(server("").forMigrations())).isZero();
    }

    @Test
    void values_of_rows_never_come_back_in_an_error() {
        try (var db = Store.open(settings("?logServerErrorDetail=true"))) {
            db.writing(tx -> tx.sql().execute(INSERT));
            assertThatThrownBy(() -> db.writing(tx -> tx.sql().execute(INSERT)))
                    .hasStackTraceContaining("switch_pkey")
                    .satisfies(trouble ->
                            assertThat(trouble.getCause())
                                    .message()
                                    .doesNotContain("Detail", "(name)=(a)"));
        }
    }
}
