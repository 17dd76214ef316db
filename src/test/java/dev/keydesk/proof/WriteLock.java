package dev.keydesk.proof;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The one right to write into a SQLite file: whoever else wants to has to wait. */
public final class WriteLock implements AutoCloseable {
    private final Connection database;

    private WriteLock(Connection database) {
        this.database = database;
    }

    /** Returns once nobody else is writing. */
    public static WriteLock take(String url) {
        try {
            var database = DriverManager.getConnection(url);
            try (var statement = database.createStatement()) {
                statement.execute("pragma busy_timeout = 5000");
                statement.execute("begin immediate");
            }
            return new WriteLock(database);
        } catch (SQLException busy) {
            throw new IllegalStateException(busy);
        }
    }

    @Override
    public void close() {
        try (database;
                var statement = database.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException unable) {
            throw new IllegalStateException(unable);
        }
    }
}
