package dev.keydesk.simulation;

import dev.keydesk.store.Sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A file that has its tables already. */
final class SqliteGround implements Ground {
    private final Path folder;

    private SqliteGround(Path folder) {
        this.folder = folder;
    }

    static SqliteGround in(Path folder) {
        try {
            Files.createDirectories(folder);
            var ground = new SqliteGround(folder);
            Sqlite.freshFile(ground.file());
            return ground;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private Path file() {
        return folder.resolve("keydesk.db");
    }

    private String url() {
        return "jdbc:sqlite:" + file();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("KEYDESK_DATABASE_URL", url());
    }

    @Override
    public int nodes() {
        return 1;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url());
    }
}
