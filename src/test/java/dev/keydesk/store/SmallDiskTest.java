package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.Settings;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk that is full or read-only, at a start and while the desk runs. */
class SmallDiskTest {
    @TempDir private Path folder;
    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        disk = SmallDisk.in(Files.createDirectory(folder.resolve("disk")), "4m");
    }

    @AfterEach
    void unmount() {
        disk.close();
    }

    private Path file() {
        return folder.resolve("disk").resolve("keydesk.db");
    }

    private Db open() {
        return Store.openForDesk(
                new Settings.Database("jdbc:sqlite:" + file()), TransactionHook.OPEN);
    }

    private void refuses(String sentence, boolean mayPass) {
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        trouble -> assertThat(trouble.mayPass()).isEqualTo(mayPass))
                .hasMessage(sentence.formatted(file()));
    }

    @Test
    void a_disk_that_is_mounted_read_only_is_refused_with_a_database_and_without() {
        var sentence =
                "The database %s cannot be written. Nothing was changed. Give the desk's user write"
                        + " access to the file and its folder, then start again.";
        disk.becomeReadOnly();
        refuses(sentence, false);
        disk.becomeWritable();
        open().close();
        disk.becomeReadOnly();
        refuses(sentence, false);
    }

    @Test
    void a_full_disk_is_refused_with_a_database_and_without() {
        var sentence =
                "The database %s has no room left on its disk. Nothing was changed. Make room, then"
                        + " start again.";
        disk.fill();
        refuses(sentence, true);
        assertThat(file()).doesNotExist();
        disk.makeRoom();
        open().close();
        disk.fill();
        refuses(sentence, true);
        disk.makeRoom();
        open().close();
    }

    @Test
    void on_a_disk_that_fills_up_a_change_is_undone_and_told_until_there_is_room_again() {
        try (var db = open()) {
            disk.fill();
            assertThatThrownBy(() ->
                            db.writing(tx -> Rows.addSwitch(tx, "large", "x".repeat(1_000_000))))
                    .hasStackTraceContaining("SQLITE_FULL");
            assertThatThrownBy(db::healthCheck)
                    .isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("The database accepts no change: its disk is full.");
            assertThat(Rows.switches(db)).isEmpty();

            disk.makeRoom();
            assertThat(db.healthCheck()).isOne();
            Rows.addSwitch(db, "next");
            assertThat(Rows.switches(db)).containsExactly("next");
        }
    }
}
