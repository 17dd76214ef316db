package dev.keydesk.store;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;

import dev.keydesk.config.Settings;
import dev.keydesk.network.NetworkPath;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Opens the database and migrates it to this version, or says in words for the operator what is
 * wrong.
 */
public final class Store {
    /**
     * The format that this program can read. A migration that older programs could not live with
     * raises {@code readable_from} in the table {@code keydesk}, and older programs then refuse to
     * start.
     */
    static final int READS = 1;

    private Store() {}

    /**
     * Returns whether Keydesk has ever used this database. Commands of an operator check this
     * first, because opening creates what is missing.
     *
     * @throws StoreException if that cannot be seen; its message is for the operator
     */
    public static boolean isBegun(Settings.Database settings) {
        return Dialect.of(settings).isBegun();
    }

    /**
     * Checks whether the database can be used, and changes nothing.
     *
     * @throws StoreException if not; its message is for the operator
     */
    public static void refuseUnusable(Settings.Database settings) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        dialect.refuseDamage();
    }

    /** Returns the name of the database for the operator; nothing secret. */
    public static String nameOf(Settings.Database settings) {
        return Dialect.of(settings).name();
    }

    /** Returns the network path to the database's server; empty for a file. */
    public static Optional<NetworkPath> wayTo(Settings.Database settings) {
        return Dialect.of(settings).toServer();
    }

    /**
     * Opens the database for a command of the operator.
     *
     * @throws StoreException if the database cannot be used; its message is for the operator
     */
    public static Db open(Settings.Database settings) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        return open(dialect, Optional.empty(), TransactionHook.OPEN);
    }

    /**
     * Opens the database for a running instance. A SQLite file is locked until the {@link Db} is
     * closed or the process ends, and checked for damage; the damage check must not keep an
     * operator from stopping an instance that already runs on it.
     *
     * @param transactionHook runs around each transaction
     * @throws StoreException if the database cannot be used, or another instance uses it
     */
    public static Db openForDesk(Settings.Database settings, TransactionHook transactionHook) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        dialect.refuseDamage();
        return open(dialect, dialect.forOneDesk(), transactionHook);
    }

    private static Db open(
            Dialect dialect, Optional<SingleInstanceLock> desk, TransactionHook transactionHook) {
        try {
            migrate(dialect);
            return new Db(dialect, desk, transactionHook);
        } catch (FlywayException | PoolInitializationException trouble) {
            desk.ifPresent(SingleInstanceLock::close);
            throw inWords(dialect, trouble);
        } catch (RuntimeException trouble) {
            desk.ifPresent(SingleInstanceLock::close);
            throw trouble;
        }
    }

    private static void migrate(Dialect dialect) {
        Flyway.configure()
                .dataSource(dialect.forMigrations())
                .locations(dialect.migrations())
                .ignoreMigrationPatterns("*:future")
                .load()
                .migrate();
    }

    private static StoreException inWords(Dialect dialect, RuntimeException trouble) {
        if (trouble instanceof FlywayValidateException) {
            return new StoreException(
                    "The database %s was made by another program than this one, or by a version between two releases: its migrations are not this program's. Nothing was changed. Start the program that made it, or go back to a backup."
                            .formatted(dialect.name()),
                    trouble);
        }
        return databaseError(trouble)
                .flatMap(dialect::inWords)
                // A full disk or a lock is more likely than a migration that was never tried.
                .orElseGet(() ->
                        StoreException.passing(
                                "The database %s could not be brought to this version, and was not changed. %s"
                                        .formatted(dialect.name(), dialect.whyMigrationsFail()),
                                trouble));
    }

    /**
     * Returns the database's own exception among the nested causes; empty if the database was not
     * asked.
     */
    static Optional<SQLException> databaseError(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }
}
