package dev.keydesk.simulation;

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
    void close();
}
