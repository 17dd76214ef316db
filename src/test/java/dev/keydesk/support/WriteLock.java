package dev.keydesk.support;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The right to write into a database, for one alone: whoever else wants to has to wait. */
public final class WriteLock implements AutoCloseable {
    private static final List<String> ON_SQLITE =
            List.of("pragma busy_timeout = 5000", "begin immediate");

    private static final List<String> ON_POSTGRES =
            List.of("begin", "lock table secret_request, interaction, delivery in exclusive mode");

    private final Connection database;

    private WriteLock(Connection database) {
        this.database = database;
    }

    /** Returns once nobody else is writing. */
    public static WriteLock take(Database place) {
        try {
            var database = place.connect();
            try (var statement = database.createStatement()) {
                for (var word : place.isPostgres() ? ON_POSTGRES : ON_SQLITE) {
                    statement.execute(word);
                }
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
