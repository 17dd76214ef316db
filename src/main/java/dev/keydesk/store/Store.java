package dev.keydesk.store;

import dev.keydesk.config.Settings;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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

    private Store() {}

    /**
     * @throws StoreTrouble if the database cannot be used; its message is for the operator
     */
    public static Db open(Settings.Database settings) {
        return open(settings, Boundary.OPEN);
    }

    /**
     * The same with something around its transactions.
     *
     * @throws StoreTrouble if the database cannot be used; its message is for the operator
     */
    public static Db open(Settings.Database settings, Boundary boundary) {
        var file = SqliteFile.of(settings.url());
        new FirstLook(file).refuseWhatIsNotOurs();
        migrate(file);
        return new Db(file.writer(), file.readers(), boundary);
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
                    "The database %s could not be brought to this version, and was left as it was. Is the disk writable and not full, and does no other program hold the file?"
                            .formatted(file.path()),
                    trouble);
        }
    }
}
