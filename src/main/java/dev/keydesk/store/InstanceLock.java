package dev.keydesk.store;

import dev.keydesk.config.Settings;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * Shows on a PostgreSQL server that a desk is running, for what must not happen beside one: a lock
 * that all desks share, and that is given back with its connection, however that ends. A SQLite
 * file has its own, see {@link SingleInstanceLock}.
 */
public final class InstanceLock implements AutoCloseable {
    /** Chosen once, by chance; nobody else in our database takes locks by number. */
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

    /** From the start, and every minute, since a connection may break. */
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
     * Does something while no desk runs.
     *
     * @throws StoreException if one does; nothing was done then
     */
    public <T> T alone(Supplier<T> work) {
        if (!(dialect instanceof PostgresServer server)) {
            return work.get();
        }
        try (var connection = server.unpooled().getConnection()) {
            if (!locks(connection, ALONE)) {
                throw new StoreException(
                        "A desk is running on the database %s. Nothing was changed. Stop all nodes first, then say it again."
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
