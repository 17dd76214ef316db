package dev.keydesk.support;

import dev.keydesk.store.Postgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Where a desk keeps its requests, and how an auditor gets there too. */
public record Database(String url, Map<String, String> settings) {

    public static Database sqlite(Path folder) {
        var url = "jdbc:sqlite:" + folder.resolve("keydesk.db");
        return new Database(url, Map.of("KEYDESK_DATABASE_URL", url));
    }

    /** A fresh one on a real server, which is started if there is none yet. */
    public static Database postgres() {
        var place = Postgres.freshDatabase();
        return new Database(place.url(), place.into(Map.of()));
    }

    public boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    /** These settings, with this database in them. */
    public Map<String, String> into(Map<String, String> others) {
        var all = new HashMap<>(others);
        all.putAll(settings);
        return all;
    }

    Connection connect() throws SQLException {
        return isPostgres()
                ? DriverManager.getConnection(
                        url,
                        settings.get("KEYDESK_DATABASE_USER"),
                        settings.get("KEYDESK_DATABASE_PASSWORD"))
                : DriverManager.getConnection(url);
    }
}
