package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.Settings;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A page of the database is no longer what it was: a bad disk, a bad copy. */
class CorruptionCheckTest {
    private static final int PAGE = 4096;
    private static final String TEXT = "a page that is read once in a while ".repeat(60);

    @TempDir private Path folder;

    @BeforeEach
    void fill() {
        try (var db = open()) {
            db.writing(tx -> Rows.addSwitch(tx, "seldom", TEXT));
        }
    }

    private Path file() {
        return folder.resolve("keydesk.db");
    }

    private Settings.Database settings() {
        return new Settings.Database("jdbc:sqlite:" + file());
    }

    private Db open() {
        return Store.open(settings());
    }

    /** The page with that text, which no start reads. */
    private byte[] damage() throws IOException {
        var bytes = Files.readAllBytes(file());
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(TEXT);
        int page = at / PAGE * PAGE;
        Arrays.fill(bytes, page, page + PAGE, (byte) 0x5a);
        Files.write(file(), bytes);
        return bytes;
    }

    @Test
    void a_desk_does_not_begin_on_it_and_leaves_it_for_whoever_looks_into_it() throws IOException {
        var bytes = damage();
        assertThatThrownBy(() -> Store.openForDesk(settings(), TransactionHook.OPEN))
                .isInstanceOfSatisfying(
                        StoreException.class, trouble -> assertThat(trouble.mayPass()).isFalse())
                .hasMessage(
                        "The database %s is damaged. Nothing was changed. Stop every program that uses it, put the last backup in its place, and keep the damaged file for the investigation."
                                .formatted(file()));
        assertThatThrownBy(() -> Store.refuseUnusable(settings()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is damaged");
        assertThat(Files.readAllBytes(file())).isEqualTo(bytes);
        try (var beside = Files.list(folder)) {
            assertThat(beside).containsExactly(file());
        }
    }

    @Test
    void a_desk_that_comes_upon_it_says_so_from_then_on() throws IOException {
        damage();
        // An operator's command is let in, since it may be the one that stops the minting.
        try (var db = open()) {
            assertThat(db.healthCheck()).isOne();
            assertThatThrownBy(() -> Rows.reasons(db)).hasStackTraceContaining("SQLITE_CORRUPT");
            for (int looks = 0; looks < 2; looks++) {
                assertThatThrownBy(db::healthCheck)
                        .isInstanceOf(StoreException.class)
                        .hasMessageStartingWith("The database is damaged: a part of it");
            }
        }
    }

    @Test
    void what_a_server_says_of_its_own_damage_is_understood() {
        try (var db = Store.open(Postgres.freshDatabase().settings())) {
            assertThatThrownBy(
                            () -> db.writing(tx -> tx.sql().execute(PostgresTest.raising("XX001"))))
                    .isInstanceOf(RuntimeException.class);
            assertThatThrownBy(db::healthCheck)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The database is damaged: a part of it");
        }
    }
}
