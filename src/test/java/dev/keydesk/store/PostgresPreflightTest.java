package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Whatever an operator may have set up in another way is refused in words, and left as it is. */
class PostgresPreflightTest {
    /** No service has listened there for decades. */
    private static final int NOBODY = 1;

    private static void refuses(Postgres.Place place, String sentence) {
        assertThatThrownBy(() -> Store.open(place.settings()))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "The database %s %s Nothing was changed.".formatted(place.url(), sentence))
                .satisfies(trouble ->
                        assertThat(trouble.getMessage()).doesNotContain(place.password()));
    }

    private static void superuser(Postgres.Place place, String statement) {
        Postgres.execute(place.name(), statement);
    }

    @Test
    void an_empty_database_is_filled_also_when_two_nodes_start_at_once() throws Exception {
        var place = Postgres.emptyDatabase();
        Callable<Boolean> start =
                () -> {
                    try (var db = Store.openForDesk(place.settings(), TransactionHook.OPEN)) {
                        return Rows.count(db, "secret_request") == 0;
                    }
                };
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var node : nodes.invokeAll(List.of(start, start, start))) {
                assertThat(node.get()).isTrue();
            }
        }
    }

    @Test
    void a_server_that_is_not_there() {
        refuses(
                Postgres.at("keydesk").through(NOBODY),
                "cannot be reached. 127.0.0.1:1 refused the connection: the machine is there, but"
                    + " nothing listens on the port. Check host and port, and whether the server is"
                    + " running.");
    }

    @Test
    void a_wrong_password() {
        refuses(
                Postgres.emptyDatabase().withPassword("not-the-password"),
                "does not accept this user and password. Look at KEYDESK_DATABASE_USER and"
                    + " KEYDESK_DATABASE_PASSWORD. If the password was changed while the desk runs,"
                    + " change it back, or restart the desk with the new one.");
    }

    @Test
    void a_database_of_another_name() {
        refuses(
                Postgres.at("nowhere"),
                "is not there: the server answers, but has no database with that name, or is not"
                    + " PostgreSQL. Look at KEYDESK_DATABASE_URL, or create the database. (3D000)");
    }

    @Test
    void an_empty_database_in_which_the_desk_may_make_nothing() {
        refuses(
                Postgres.database(""),
                "is empty, and the desk's user may not create tables in it. Make that user the"
                        + " owner of the database, or grant it CREATE on the schema public.");
    }

    @Test
    void tables_that_the_desk_may_only_read() {
        var place = Postgres.freshDatabase();
        superuser(place, "alter table audit_event owner to postgres");
        superuser(place, "grant select on audit_event to desk");
        refuses(
                place,
                "has tables that the desk's user may not read and write. Make that user their"
                    + " owner, or grant it SELECT, INSERT, UPDATE and DELETE on all tables of the"
                    + " schema public.");
    }

    @Test
    void a_database_of_another_program() {
        var place = Postgres.emptyDatabase();
        superuser(place, "create table invoices (number integer)");
        refuses(
                place,
                "belongs to another program: it has tables, but none of keydesk's. Set"
                        + " KEYDESK_DATABASE_URL to the desk's own database, or to an empty one.");
    }

    @Test
    void a_database_in_an_encoding_that_cannot_hold_every_name() {
        refuses(
                Postgres.database("owner desk encoding 'LATIN1' locale 'C' template template0"),
                "is encoded in LATIN1, which cannot hold every name and reason. Create a database"
                        + " with \"encoding 'UTF8' template template0\" and use that.");
    }

    @Test
    void a_database_that_only_lets_us_read() {
        var place = Postgres.freshDatabase();
        superuser(
                place,
                "alter database %s set default_transaction_read_only = on".formatted(place.name()));
        refuses(
                place,
                "lets the desk only read: it is a replica, or default_transaction_read_only is on."
                        + " Point KEYDESK_DATABASE_URL at the primary.");
    }

    @Test
    void a_server_that_is_too_old() {
        var place = Postgres.emptyDatabase();
        // A server of that age cannot be had here, so this one is made to call itself 13.21.
        superuser(place, "create schema old");
        superuser(
                place,
                "create function old.current_setting(text) returns text language sql as $$ select"
                        + " '130021' $$");
        superuser(place, "grant usage on schema old to desk");
        superuser(
                place,
                "alter database %s set search_path = old, pg_catalog, public"
                        .formatted(place.name()));
        refuses(
                place,
                "runs on PostgreSQL 13, and the desk needs 14 or newer. Upgrade the server, or use"
                        + " another one.");
    }

    @ParameterizedTest
    @CsvSource({
        "53100, 'has no room left on its disk. Make room there, or give the server a larger one.'",
        "XX001, 'is damaged. Keep it as it is for the investigation, and go back to a backup.'",
        "57P03, 'is starting up or shutting down. Try again in a moment.'",
        "58030, 'cannot be used (SQLSTATE 58030). The server''s own log says more.'",
    })
    void a_server_in_trouble_of_its_own(String state, String sentence) {
        var place = Postgres.emptyDatabase();
        superuser(place, "create schema ill");
        superuser(
                place,
                "create function ill.current_setting(text) returns text language plpgsql as $$"
                        + " begin raise exception 'told by a test' using errcode = '%s'; end $$"
                                .formatted(state));
        superuser(place, "grant usage on schema ill to desk");
        superuser(
                place,
                "alter database %s set search_path = ill, pg_catalog, public"
                        .formatted(place.name()));
        refuses(place, sentence);
    }

    @Test
    void a_user_without_a_schema() {
        var place = Postgres.emptyDatabase();
        superuser(place, "alter database %s set search_path = nowhere".formatted(place.name()));
        refuses(
                place,
                "has no schema the desk's user can use. Create one, and put it on that user's"
                        + " search_path.");
    }

    @Test
    void a_database_that_a_newer_keydesk_wrote() {
        var place = Postgres.freshDatabase();
        superuser(place, "update keydesk set readable_from = 99");
        refuses(
                place,
                "was written by a newer keydesk (format 99; this one reads up to 1). Start the"
                        + " newer version, or go back to a backup made before the upgrade.");
    }

    @Test
    void what_may_pass_is_told_from_what_a_person_has_to_mend() {
        assertThat(mayPass(Postgres.at("keydesk").through(NOBODY))).isTrue();
        assertThat(mayPass(Postgres.emptyDatabase().withPassword("not-the-password"))).isFalse();
        assertThat(mayPass(Postgres.at("nowhere"))).isFalse();
    }

    private static boolean mayPass(Postgres.Place place) {
        return catchThrowableOfType(StoreException.class, () -> Store.open(place.settings()))
                .mayPass();
    }

    @Test
    void options_of_the_address_are_not_repeated_in_messages() {
        var place = Postgres.at("nowhere");
        var long_winded = new Postgres.Place(place.url() + "?options=x", "desk", "canary");
        assertThatThrownBy(() -> Store.open(long_winded.settings()))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("The database %s ".formatted(place.url()))
                .hasMessageNotContaining("options");
    }
}
