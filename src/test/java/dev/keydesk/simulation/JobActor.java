package dev.keydesk.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rows of the jobs, and what a heart does to them while its node's actors are on the stage. */
final class JobActor {
    private final Connection database;
    private final boolean numbers;

    /**
     * @param numbers whether instants are milliseconds there
     */
    JobActor(Connection database, boolean numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    /** All there are, as {@code name/instance}. */
    Set<String> names() {
        try (var statement = database.createStatement();
                var rows =
                        statement.executeQuery(
                                "select task_name, task_instance from scheduled_tasks")) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1) + "/" + rows.getString(2));
            }
            return names;
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    /** The hearts of these nodes beat; the others' have stopped. */
    void beat(List<String> nodes, Instant now) {
        for (var node : nodes) {
            try (var beat =
                    database.prepareStatement(
                            "update scheduled_tasks set last_heartbeat = ? where picked_by = ?")) {
                if (numbers) {
                    beat.setLong(1, now.toEpochMilli());
                } else {
                    beat.setTimestamp(1, Timestamp.from(now));
                }
                beat.setString(2, node);
                beat.executeUpdate();
            } catch (SQLException trouble) {
                throw new IllegalStateException(trouble);
            }
        }
    }

    String rows() {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select * from scheduled_tasks")) {
            var text = new StringBuilder();
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    text.append(rows.getString(i)).append(" | ");
                }
                text.append("\n");
            }
            return text.toString();
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    /** How many clicks wait for their answer. */
    int clicks() {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select count(*) from interaction")) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }
}
