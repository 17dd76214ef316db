package dev.keydesk.store;

import dev.keydesk.config.Settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Database files for the tests, each as it is after the desk's first start. */
public final class Sqlite {
    private Sqlite() {}

    /** Copying what the migrations made once is a lot quicker than making it for each test. */
    private static final class Migrated {
        static final byte[] FILE = make();

        private static byte[] make() {
            var folder = ShortLived.folder("keydesk-migrated");
            var file = folder.resolve("keydesk.db");
            try {
                Store.open(new Settings.Database("jdbc:sqlite:" + file)).close();
                var made = Files.readAllBytes(file);
                Files.delete(file);
                Files.delete(folder);
                return made;
            } catch (IOException unusable) {
                throw new UncheckedIOException(unusable);
            }
        }
    }

    public static void freshFile(Path file) {
        try {
            Files.write(file, Migrated.FILE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
