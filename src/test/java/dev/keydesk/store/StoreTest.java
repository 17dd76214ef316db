package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.keydesk.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

class StoreTest {
    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("keydesk.db");
    }

    private static Db open(Path file) {
        return Store.open(new Settings.Database("jdbc:sqlite:" + file));
    }

    private void refuses(Path file, String sentence) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(StoreException.class)
                .hasMessage(sentence);
    }

    /** A refusal that leaves every byte of the file, and no other file beside it. */
    private void refusesAndLeavesAlone(String sentence) throws IOException {
        byte[] before = Files.readAllBytes(file());
        refuses(file(), sentence);
        assertThat(Files.readAllBytes(file())).isEqualTo(before);
        try (var beside = Files.list(folder)) {
            assertThat(beside).containsExactly(file());
        }
    }

    private void statement(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_file_that_is_missing_is_made() {
        try (var db = open(file())) {
            assertThat(Rows.count(db, "secret_request")).isZero();
        }
        assertThat(file()).isRegularFile();
    }

    @Test
    void an_empty_file_is_filled() throws IOException {
        Files.createFile(file());
        try (var db = open(file())) {
            assertThat(Rows.count(db, "secret_request")).isZero();
        }
    }

    @Test
    void what_was_stored_is_there_after_the_next_start() {
        try (var db = open(file())) {
            Rows.addSwitch(db, "kept");
        }
        try (var db = open(file())) {
            assertThat(Rows.switches(db)).containsExactly("kept");
        }
    }

    @Test
    void the_migrations_run_once() {
        open(file()).close();
        try (var db = open(file())) {
            var versions =
                    db.read(sql ->
                            sql.createQuery("select version from flyway_schema_history")
                                    .mapTo(String.class)
                                    .list());
            assertThat(versions).doesNotHaveDuplicates().contains("1");
        }
    }

    @Test
    void commits_are_on_disk_before_anybody_hears_of_them() {
        try (var db = open(file())) {
            for (var pragma : List.of("journal_mode=wal", "synchronous=2", "foreign_keys=1")) {
                var name = pragma.substring(0, pragma.indexOf('='));
                var value = pragma.substring(pragma.indexOf('=') + 1);
                assertThat(Rows.pragmaOfWriter(db, name)).as(pragma).isEqualTo(value);
                assertThat(Rows.pragmaOfReader(db, name)).as(pragma).isEqualTo(value);
            }
        }
    }

    @Test
    void a_folder_that_is_missing_is_named() {
        refuses(
                folder.resolve("nowhere").resolve("keydesk.db"),
                "The folder of the database, %s, does not exist. Create it, or set KEYDESK_DATABASE_URL to another place."
                        .formatted(folder.resolve("nowhere")));
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void a_folder_in_the_place_of_the_file_is_refused() throws IOException {
        Files.createDirectory(file());
        refuses(
                file(),
                "The database %s is a folder, not a file. Nothing was changed. Set KEYDESK_DATABASE_URL to a file, for instance in that folder."
                        .formatted(file()));
        assertThat(file()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "version: 1\nrequesters:\n  users: [U012ABCDEF]\n"})
    void a_file_that_is_no_database_is_refused(String content) throws IOException {
        Files.writeString(file(), content.repeat(100));
        refusesAndLeavesAlone(
                "The file %s is not a database. Nothing was changed. Set KEYDESK_DATABASE_URL to the desk's own database, or to a file that is not there yet."
                        .formatted(file()));
    }

    @Test
    void the_database_of_another_program_is_refused() throws IOException, SQLException {
        statement("create table album (title text)");
        refusesAndLeavesAlone(
                "The database %s belongs to another program: it has tables, but none of keydesk's. Nothing was changed. Set KEYDESK_DATABASE_URL to the desk's own database, or to a file that is not there yet."
                        .formatted(file()));
    }

    @Test
    void a_file_that_was_cut_off_is_refused() throws IOException {
        open(file()).close();
        byte[] whole = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(whole, whole.length / 2));
        refusesAndLeavesAlone(
                "The database %s is damaged. Nothing was changed. Stop every program that uses it, put the last backup in its place, and keep the damaged file for the investigation."
                        .formatted(file()));
    }

    @Test
    void a_database_of_a_newer_version_is_refused() throws IOException, SQLException {
        open(file()).close();
        statement("update keydesk set readable_from = 2");
        refusesAndLeavesAlone(
                "The database %s was written by a newer keydesk (format 2; this one reads up to 1). Nothing was changed. Start the newer version, or go back to a backup made before the upgrade."
                        .formatted(file()));
    }

    @Test
    void a_newer_database_that_this_version_can_still_read_is_opened() throws SQLException {
        open(file()).close();
        statement(
                """
                insert into flyway_schema_history
                       (installed_rank, version, description, type, script, installed_by,
                        execution_time, success)
                values (99, '99', 'later', 'SQL', 'V99__later.sql', 'them', 1, true)
                """);
        statement("create table later (thing text)");
        try (var db = open(file())) {
            assertThat(Rows.count(db, "later")).isZero();
        }
    }

    /** Whoever may write everywhere, such as root in a container, is not kept from it. */
    @ParameterizedTest
    @ValueSource(strings = {"r--r--r--", "r-xr-xr-x"})
    void a_place_the_desk_may_not_write_is_refused(String permissions) throws IOException {
        open(file()).close();
        var place = permissions.contains("x") ? folder : file();
        var before = Files.getPosixFilePermissions(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(permissions));
        try {
            assumeThat(Files.isWritable(place)).as("bound by permissions").isFalse();
            refuses(
                    file(),
                    "The database %s cannot be written. Nothing was changed. Give the desk's user write access to the file and its folder, then start again."
                            .formatted(file()));
        } finally {
            Files.setPosixFilePermissions(place, before);
        }
    }

    @Test
    void another_kind_of_database_is_named_as_unknown() {
        assertThatThrownBy(() -> Store.open(new Settings.Database("jdbc:oracle:thin:@db")))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "KEYDESK_DATABASE_URL must begin with jdbc:sqlite: or jdbc:postgresql:,"
                                + " such as jdbc:sqlite:keydesk.db.");
    }
}
