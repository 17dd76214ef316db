package dev.keydesk.store;

import dev.keydesk.config.Settings;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Shows on a PostgreSQL server that an instance of Keydesk runs, for commands that must not run
 * beside one: an advisory lock that all instances share, and that ends with its connection. For a
 * SQLite file see {@link SingleInstanceLock}.
 */
public final class InstanceLock implements AutoCloseable {
    /** Random numbers, chosen once; nothing else in this database takes advisory locks. */
    private static final String SHOW =
            """
            select pg_try_advisory_lock_shared(7213904851)
            """;

    private static final String ALONE =
            """
            select pg_try_advisory_lock(7213904851)
            """;

    private static final int A_SECOND = 1;

    private final Dialect dialect;
    private @Nullable Connection shown;

    public InstanceLock(Settings.Database settings) {
        this.dialect = Dialect.of(settings);
    }

    /**
     * Takes the shared lock if it is not held; called at the start and every minute, because a
     * connection may break.
     */
    public synchronized void show() {
        if (dialect instanceof PostgresServer server) {
            try {
                if (shown == null || !shown.isValid(A_SECOND)) {
                    close();
                    shown = server.unpooled().getConnection();
                    locks(shown, SHOW);
                }
            } catch (SQLException trouble) {
                throw PostgresTrouble.inWords(server, trouble);
            }
        }
    }

    /**
     * Does the work while no instance runs.
     *
     * @throws StoreException if one runs; nothing was done then
     */
    public <T> T runAlone(Supplier<T> work) {
        if (!(dialect instanceof PostgresServer server)) {
            return work.get();
        }
        try (var connection = server.unpooled().getConnection()) {
            if (!locks(connection, ALONE)) {
                throw new StoreException(
                        "A desk is running on the database %s. Nothing was changed. Stop all nodes first, then run the command again."
                                .formatted(server.name()));
            }
            return work.get();
        } catch (SQLException trouble) {
            throw PostgresTrouble.inWords(server, trouble);
        }
    }

    private static boolean locks(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    @Override
    public synchronized void close() {
        var last = shown;
        shown = null;
        if (last != null) {
            try {
                last.close();
            } catch (SQLException broken) {
                throw new StoreException("The desk did not say that it is leaving.", broken);
            }
        }
    }
}
