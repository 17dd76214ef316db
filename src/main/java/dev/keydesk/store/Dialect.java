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

/** The few things the kinds of database really differ in; the statements are the same for both. */
sealed interface Dialect permits SqliteFile, PostgresServer {
    static Dialect of(Settings.Database settings) {
        return switch (Db.Kind.of(settings.url())) {
            case SQLITE -> SqliteFile.of(settings.url());
            case POSTGRES -> PostgresServer.of(settings);
        };
    }

    Db.Kind kind();

    /** What the operator calls it; nothing secret. */
    String name();

    /**
     * Whether a desk has ever begun here.
     *
     * @throws StoreException if that cannot be seen
     */
    boolean isBegun();

    /**
     * Looks before anything is touched.
     *
     * @throws StoreException if the database cannot be used; nothing was changed then
     */
    void refuseWhatIsNotOurs();

    /**
     * Looks for damage, as far as that can be seen from here within seconds.
     *
     * @throws StoreException if it is damaged; nothing was changed then
     */
    void refuseDamage();

    /**
     * False if its disk is so full that a change may not fit, as far as that can be seen from here.
     */
    boolean hasRoom();

    /**
     * Keeps the database for one desk, if it serves no more than one.
     *
     * @throws StoreException if another desk has it; nothing was changed then
     */
    Optional<SingleInstanceLock> forOneDesk();

    /** The way to its server; empty if it is a file. */
    default Optional<NetworkPath> toServer() {
        return Optional.empty();
    }

    /** Why no new connection could be made the last time; empty if one could. */
    default Optional<StoreException> newConnectionTrouble() {
        return Optional.empty();
    }

    /**
     * How often libraries with transactions of their own wait for a connection until they fail.
     * Each time is as long as somebody who waits for an answer may wait.
     */
    default int triesForOwnConnection() {
        return 1;
    }

    /** Without a pool, since migrations want two connections at a time. */
    DataSource forMigrations();

    /** Where the migrations are. */
    String migrations();

    /** What an operator looks at when the migrations fail. */
    String whyMigrationsFail();

    /** The same, where the database itself said what is wrong. */
    Optional<StoreException> inWords(SQLException trouble);

    /**
     * The time that all who use the database share.
     *
     * @param machine the clock of this machine
     */
    DatabaseTime time(InstantSource machine);

    HikariDataSource writers();

    HikariDataSource readers();

    TransactionRunner commits(Jdbi writers, ThreadLocal<@Nullable Tx> open);
}
