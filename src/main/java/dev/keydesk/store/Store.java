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
     * @throws StoreException if that cannot be seen; its message is for the operator
     */
    public static boolean isBegun(Settings.Database settings) {
        return Dialect.of(settings).isBegun();
    }

    /**
     * Looks whether the database can be used, and changes nothing.
     *
     * @throws StoreException if not; its message is for the operator
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

    /** The way to the database's server; empty if it is a file. */
    public static Optional<NetworkPath> wayTo(Settings.Database settings) {
        return Dialect.of(settings).toServer();
    }

    /**
     * @throws StoreException if the database cannot be used; its message is for the operator
     */
    public static Db open(Settings.Database settings) {
        var dialect = Dialect.of(settings);
        dialect.refuseWhatIsNotOurs();
        return open(dialect, Optional.empty(), TransactionHook.OPEN);
    }

    /**
     * The same for a desk, as against a command of the operator: where the database serves only one
     * desk, it is this one until the {@link Db} is closed or the process ends. It is looked through
     * for damage, which must not keep an operator from stopping a desk that already runs on it.
     *
     * @param transactionHook what stands around each transaction
     * @throws StoreException if the database cannot be used, or another desk uses it
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
        return said(trouble)
                .flatMap(dialect::inWords)
                // A full disk or a lock are more likely than a migration nobody tried.
                .orElseGet(() ->
                        StoreException.passing(
                                "The database %s could not be brought to this version, and was left as it was. %s"
                                        .formatted(dialect.name(), dialect.whyMigrationsFail()),
                                trouble));
    }

    /** What the database itself said, if it was asked. */
    static Optional<SQLException> said(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException said) {
                return Optional.of(said);
            }
        }
        return Optional.empty();
    }
}
