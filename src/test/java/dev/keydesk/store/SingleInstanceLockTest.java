package dev.keydesk.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.Settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A SQLite file serves one desk, by whichever name it is called. */
class SingleInstanceLockTest {
    @TempDir private Path folder;

    private Db desk(Path file) {
        return Store.openForDesk(
                new Settings.Database("jdbc:sqlite:" + file, Optional.empty(), Optional.empty()),
                TransactionHook.OPEN);
    }

    @Test
    void a_link_to_the_file_is_the_file() throws IOException {
        var file = folder.resolve("keydesk.db");
        desk(file).close();
        var link =
                Files.createSymbolicLink(
                        Files.createDirectory(folder.resolve("elsewhere")).resolve("desk.db"),
                        file);

        try (var _ = desk(file)) {
            assertThatThrownBy(() -> desk(link))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another desk already runs");
        }
        try (var _ = desk(link)) {
            assertThatThrownBy(() -> desk(file)).isInstanceOf(StoreException.class);
        }
    }
}
