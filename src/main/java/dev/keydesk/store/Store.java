package dev.keydesk.store;

import dev.keydesk.config.Settings;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens the database and brings it up to this version, or says what is wrong in words an operator
 * can act on.
 */
public final class Store {
    /**
     * What this program can read. A migration that an older program could not live with raises
     * {@code readable_from} in the table {@code keydesk}, and older programs then refuse to start.
     */
    static final int READS = 1;

    private static final String READABLE_FROM =
            """
            select readable_from from keydesk
            """;

    private Store() {}

    /**
     * @throws StoreTrouble if the database cannot be used; its message is for the operator
     */
    public static Db open(Settings.Database settings) {
        var file = SqliteFile.of(settings.url());
        if (!Files.isDirectory(file.folder())) {
            throw new StoreTrouble(
                    "The folder of the database, %s, does not exist. Create it, or set KEYDESK_DATABASE_URL to another place."
                            .formatted(file.folder()));
        }
        refuseReadOnly(file.path());
        migrate(file);
        var db = new Db(file.writer(), file.readers());
        try {
            refuseNewer(db, file.path());
            return db;
        } catch (RuntimeException trouble) {
            db.close();
            throw trouble;
        }
    }

    private static void refuseReadOnly(Path path) {
        boolean writable =
                Files.exists(path)
                        ? Files.isWritable(path) && Files.isRegularFile(path)
                        : Files.isWritable(path.toAbsolutePath().getParent());
        if (!writable) {
            throw new StoreTrouble(
                    "The database %s cannot be written. Nothing was changed. Give the desk's user write access to the file and its folder, then start again."
                            .formatted(path));
        }
    }

    private static void migrate(SqliteFile file) {
        try {
            Flyway.configure()
                    .dataSource(file.unpooled())
                    .locations("classpath:db/sqlite")
                    .ignoreMigrationPatterns("*:future")
                    .load()
                    .migrate();
        } catch (FlywayException trouble) {
            throw new StoreTrouble(
                    "The database %s could not be brought to this version, and was left as it was. Is it a keydesk database, and is the disk writable and not full?"
                            .formatted(file.path()),
                    trouble);
        }
    }

    private static void refuseNewer(Db db, Path path) {
        int readableFrom =
                db.read(sql -> sql.createQuery(READABLE_FROM).mapTo(Integer.class).one());
        if (readableFrom > READS) {
            throw new StoreTrouble(
                    "The database %s was written by a newer keydesk (format %d; this one reads up to %d). Nothing was changed. Start the newer version, or go back to a backup made before the upgrade."
                            .formatted(path, readableFrom, READS));
        }
    }
}
