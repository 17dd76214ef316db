package dev.keydesk.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/** The database a schedule plays on, fresh and empty, and gone when it is over. */
interface Ground extends AutoCloseable {
    /** What the bot is told of it. */
    Map<String, String> settings();

    /** How many bots may share it. */
    int nodes();

    /** For files of the bot, and of the database if it has any. */
    Path folder();

    Connection connect() throws SQLException;

    @Override
    default void close() {
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder());
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
