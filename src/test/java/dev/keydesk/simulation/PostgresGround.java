package dev.keydesk.simulation;

import dev.keydesk.store.Postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A database on a real server, which two bots share. */
final class PostgresGround implements Ground {
    private final Postgres.Place place;
    private final Path folder;

    private PostgresGround(Postgres.Place place, Path folder) {
        this.place = place;
        this.folder = folder;
    }

    static PostgresGround fresh(Path folder) {
        try {
            Files.createDirectories(folder);
            return new PostgresGround(Postgres.freshDatabase(), folder);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public Map<String, String> settings() {
        return place.into(Map.of());
    }

    @Override
    public int nodes() {
        return 2;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(place.url(), place.user(), place.password());
    }
}
