package dev.keydesk.simulation;

import dev.keydesk.config.Settings;
import dev.keydesk.store.Store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A file, copied from one that has its tables already. */
final class SqliteGround implements Ground {
    private final Path folder;

    private SqliteGround(Path folder) {
        this.folder = folder;
    }

    /** Makes the file that all others are copies of. */
    static Path template(Path in) {
        var file = in.resolve("template.db");
        Store.open(new Settings.Database("jdbc:sqlite:" + file)).close();
        return file;
    }

    static SqliteGround copyOf(Path template, Path folder) {
        try {
            Files.createDirectories(folder);
            var ground = new SqliteGround(folder);
            Files.copy(template, ground.file());
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
