package dev.keydesk.store;

import com.zaxxer.hikari.HikariDataSource;

import dev.keydesk.config.Settings;
import dev.keydesk.network.NetworkPath;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

import javax.sql.DataSource;

/** The real differences between the kinds of database; the statements are the same for all. */
sealed interface Dialect permits SqliteFile, PostgresServer {
    /** Returns the dialect for the address in the settings. */
    static Dialect of(Settings.Database settings) {
        return switch (Db.Kind.of(settings.url())) {
            case SQLITE -> SqliteFile.of(settings.url());
            case POSTGRES -> PostgresServer.of(settings);
        };
    }

    /** Returns the kind of database. */
    Db.Kind kind();

    /** Returns the name of the database for the operator; nothing secret. */
    String name();

    /**
     * Returns whether Keydesk has ever used this database.
     *
     * @throws StoreException if that cannot be seen
     */
    boolean isBegun();

    /**
     * Checks that the database is empty or Keydesk's own, before anything is changed.
     *
     * @throws StoreException if the database cannot be used; nothing was changed then
     */
    void refuseWhatIsNotOurs();

    /**
     * Checks for damage, as far as that is possible within seconds.
     *
     * @throws StoreException if it is damaged; nothing was changed then
     */
    void refuseDamage();

    /**
     * Returns false if the disk is so full that a change may not fit, as far as that is visible
     * here.
     */
    boolean hasRoom();

    /**
     * Locks a database that serves only one instance.
     *
     * @throws StoreException if another instance holds the lock; nothing was changed then
     */
    Optional<SingleInstanceLock> forOneDesk();

    /** Returns the network path to the server; empty for a file. */
    default Optional<NetworkPath> toServer() {
        return Optional.empty();
    }

    /** Returns why the last attempt to open a connection failed; empty if it succeeded. */
    default Optional<StoreException> newConnectionTrouble() {
        return Optional.empty();
    }

    /**
     * Returns how often a library with transactions of its own waits for a connection before it
     * fails. Each wait is as long as a person who waits for an answer may wait.
     */
    default int triesForOwnConnection() {
        return 1;
    }

    /** Returns connections without a pool, because migrations need two at a time. */
    DataSource forMigrations();

    /** Returns the class path folder of the migrations. */
    String migrations();

    /** Returns what the operator should check if the migrations fail. */
    String whyMigrationsFail();

    /** Returns the same if the database itself said what is wrong. */
    Optional<StoreException> inWords(SQLException trouble);

    /**
     * Returns the time that all users of the database share.
     *
     * @param machine the clock of this machine
     */
    DatabaseTime time(InstantSource machine);

    HikariDataSource writers();

    HikariDataSource readers();

    TransactionRunner commits(Jdbi writers, ThreadLocal<@Nullable Tx> open);
}
