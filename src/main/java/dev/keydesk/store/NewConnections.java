package dev.keydesk.store;

import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Opens connections for a pool, and remembers why the last attempt failed. The pool keeps its
 * connections for up to half an hour, so without this a changed password or a server without free
 * connections would go unnoticed that long.
 */
final class NewConnections extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(NewConnections.class);

    private final transient PostgresServer server;
    private transient volatile @Nullable StoreException trouble;

    NewConnections(PostgresServer server) {
        this.server = server;
    }

    @Override
    public Connection getConnection() throws SQLException {
        try {
            var made = super.getConnection();
            if (trouble != null) {
                log.info("new connections to the database are made again");
                trouble = null;
            }
            return made;
        } catch (SQLException failure) {
            note(PostgresTrouble.inWords(server, failure));
            throw failure;
        }
    }

    /** Logs a trouble once, however often the pool tries. */
    private void note(StoreException now) {
        var before = trouble;
        if (before == null || !String.valueOf(before.getMessage()).equals(now.getMessage())) {
            log.warn("No new connection to the database: {}", now.getMessage());
        }
        trouble = now;
    }

    Optional<StoreException> trouble() {
        return Optional.ofNullable(trouble);
    }
}
