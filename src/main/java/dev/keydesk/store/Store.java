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
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        migrate(dialect);
        return new Db(dialect);
    }

    private static void migrate(Dialect dialect) {
        try {
            Flyway.configure()
                    .dataSource(dialect.unpooled())
                    .locations(dialect.migrations())
                    .ignoreMigrationPatterns("*:future")
                    .load()
                    .migrate();
        } catch (FlywayException trouble) {
            throw new StoreTrouble(
                    "The database %s could not be brought to this version, and was left as it was. %s"
                            .formatted(dialect.name(), dialect.whyMigrationsFail()),
                    trouble);
        }
    }
}
