package dev.keydesk.simulation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Everything a database holds, as text to search in. */
final class Tables {
    private Tables() {}

    static String asText(Connection database) {
        try {
            var all = new StringBuilder();
            for (var table : names(database)) {
                append(database, table, all);
            }
            return all.toString();
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    private static List<String> names(Connection database) throws SQLException {
        var names = new ArrayList<String>();
        try (var tables =
                database.getMetaData().getTables(null, null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                names.add(tables.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    private static void append(Connection database, String table, StringBuilder all)
            throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select * from \"%s\"".formatted(table))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    all.append(rows.getString(column)).append('\n');
                }
            }
        }
    }
}
