package dev.keydesk.store;

import dev.keydesk.config.Settings;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.util.Optional;

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
     * Whether a desk has ever begun there. Commands of an operator ask first, since opening makes
     * what is missing.
     *
     * @throws StoreTrouble if that cannot be seen; its message is for the operator
     */
    public static boolean isBegun(Settings.Database settings) {
        return Dialect.of(settings).isBegun();
    }

    /**
     * Looks whether the database can be used, and changes nothing.
     *
     * @throws StoreTrouble if not; its message is for the operator
     */
    public static void refuseUnusable(Settings.Database settings) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        dialect.refuseDamage();
    }

    /** What the operator calls the database; nothing secret. */
    public static String nameOf(Settings.Database settings) {
        return Dialect.of(settings).name();
    }

    /**
     * @throws StoreTrouble if the database cannot be used; its message is for the operator
     */
    public static Db open(Settings.Database settings) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        return open(dialect, Optional.empty(), Boundary.OPEN);
    }

    /**
     * The same for a desk, as against a command of the operator: where the database serves only one
     * desk, it is this one until the {@link Db} is closed or the process ends. It is looked through
     * for damage, which must not keep an operator from stopping a desk that already runs on it.
     *
     * @param boundary what stands around each transaction
     * @throws StoreTrouble if the database cannot be used, or another desk uses it
     */
    public static Db openForDesk(Settings.Database settings, Boundary boundary) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        dialect.refuseDamage();
        return open(dialect, dialect.forOneDesk(), boundary);
    }

    private static Db open(Dialect dialect, Optional<OnlyDesk> desk, Boundary boundary) {
        try {
            migrate(dialect);
            return new Db(dialect, desk, boundary);
        } catch (RuntimeException trouble) {
            desk.ifPresent(OnlyDesk::close);
            throw trouble;
        }
    }

    private static void migrate(Dialect dialect) {
        try {
            Flyway.configure()
                    .dataSource(dialect.forMigrations())
                    .locations(dialect.migrations())
                    .ignoreMigrationPatterns("*:future")
                    .load()
                    .migrate();
        } catch (FlywayException trouble) {
            // A full disk or a lock are more likely than a migration nobody tried.
            throw StoreTrouble.passing(
                    "The database %s could not be brought to this version, and was left as it was. %s"
                            .formatted(dialect.name(), dialect.whyMigrationsFail()),
                    trouble);
        }
    }
}
