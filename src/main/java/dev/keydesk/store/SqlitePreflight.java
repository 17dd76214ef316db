package dev.keydesk.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Checks the file of the database before anything is changed, and refuses what is not a Keydesk
 * database that this program can read. Opening it as usual would be too late: setting the journal
 * mode alone rewrites the header of the file.
 */
final class SqlitePreflight {
    private static final Logger log = LoggerFactory.getLogger(SqlitePreflight.class);

    /** A slow disk reads this much in ten seconds, and Keydesk needs years to fill a part of it. */
    private static final long LARGEST = 1L << 30;

    /** Checks every page of every table and index; one finding is enough. */
    private static final String LOOK_THROUGH =
            """
            pragma quick_check(1)
            """;

    private static final String COUNT_TABLES =
            """
            select count(*) from sqlite_master where type = 'table'
            """;

    /** Flyway makes its own table first, so an interrupted start may have left only that. */
    private static final String COUNT_OURS =
            """
            select count(*)
              from sqlite_master
             where type = 'table' and name in ('keydesk', 'flyway_schema_history')
            """;

    private static final String COUNT_FORMAT =
            """
            select count(*) from sqlite_master where type = 'table' and name = 'keydesk'
            """;

    private static final String READABLE_FROM =
            """
            select readable_from from keydesk
            """;

    private static final String ANOTHER_FILE =
            "Nothing was changed. Set KEYDESK_DATABASE_URL to the desk's own database, or to a file"
                    + " that is not there yet.";

    private final SqliteFile file;

    SqlitePreflight(SqliteFile file) {
        this.file = file;
    }

    /**
     * @throws StoreException if the database cannot be used; nothing was changed then
     */
    void refuseWhatIsNotOurs() {
        refuseNoFolder();
        if (Files.exists(path())) {
            refuseFolder();
            refuseReadOnly(path());
        }
        // The write-ahead log and its index are beside the file.
        refuseReadOnly(file.folder());
        refuseFullDisk();
        if (Files.exists(path())) {
            refuseContent();
        }
    }

    /**
     * Checks the whole file: a damaged page may not be needed for weeks, and by then no backup from
     * before the damage is left.
     *
     * @throws StoreException if it is damaged; nothing was changed then
     */
    void refuseDamage() {
        if (!Files.exists(path()) || isTooLarge()) {
            return;
        }
        try (var connection = file.untouched().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(LOOK_THROUGH)) {
            if (!rows.next() || !rows.getString(1).equals("ok")) {
                throw new StoreException(damaged());
            }
        } catch (SQLException trouble) {
            throw unreadable(trouble);
        }
    }

    private boolean isTooLarge() {
        try {
            boolean tooLarge = Files.size(path()) > LARGEST;
            if (tooLarge) {
                log.warn("{} is too large to be looked through for damage at a start", path());
            }
            return tooLarge;
        } catch (IOException unreadable) {
            // Opening the file reports it in better words.
            return true;
        }
    }

    private Path path() {
        return file.path();
    }

    private void refuseNoFolder() {
        if (!Files.isDirectory(file.folder())) {
            throw new StoreException(
                    "The folder of the database, %s, does not exist. Create it, or set KEYDESK_DATABASE_URL to another place."
                            .formatted(file.folder()));
        }
    }

    private void refuseFolder() {
        if (Files.isDirectory(path())) {
            throw new StoreException(
                    "The database %s is a folder, not a file. Nothing was changed. Set KEYDESK_DATABASE_URL to a file, for instance in that folder."
                            .formatted(path()));
        }
    }

    private void refuseReadOnly(Path place) {
        if (!Files.isWritable(place)) {
            throw new StoreException(
                    "The database %s cannot be written. Nothing was changed. Give the desk's user write access to the file and its folder, then start again."
                            .formatted(path()));
        }
    }

    private void refuseFullDisk() {
        if (!file.hasRoom()) {
            throw StoreException.passing(
                    "The database %s has no room left on its disk. Nothing was changed. Make room, then start again."
                            .formatted(path()),
                    null);
        }
    }

    private void refuseContent() {
        try (var connection = file.untouched().getConnection()) {
            refuseStranger(connection);
            refuseNewer(connection);
        } catch (SQLException trouble) {
            throw unreadable(trouble);
        }
    }

    private void refuseStranger(Connection connection) throws SQLException {
        if (number(connection, COUNT_TABLES) > 0 && number(connection, COUNT_OURS) == 0) {
            throw new StoreException(
                    "The database %s belongs to another program: it has tables, but none of keydesk's. %s"
                            .formatted(path(), ANOTHER_FILE));
        }
    }

    private void refuseNewer(Connection connection) throws SQLException {
        int readableFrom =
                number(connection, COUNT_FORMAT) == 0 ? 0 : number(connection, READABLE_FROM);
        if (readableFrom > Store.READS) {
            throw new StoreException(
                    "The database %s was written by a newer keydesk (format %s; this one reads up to %s). Nothing was changed. Start the newer version, or go back to a backup made before the upgrade."
                            .formatted(path(), readableFrom, Store.READS));
        }
    }

    private static int number(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private StoreException unreadable(SQLException trouble) {
        var code =
                trouble instanceof SQLiteException sqlite
                        ? sqlite.getResultCode()
                        : SQLiteErrorCode.UNKNOWN_ERROR;
        if (code == SQLiteErrorCode.SQLITE_NOTADB) {
            return new StoreException(
                    "The file %s is not a database. %s".formatted(path(), ANOTHER_FILE), trouble);
        }
        if (CorruptionCheck.isToldBy(trouble)) {
            return new StoreException(damaged(), trouble);
        }
        return StoreException.passing(
                "The database %s cannot be read (%s). Nothing was changed. Check whether another program uses it and whether the disk is healthy, then start again."
                        .formatted(path(), code.name()),
                trouble);
    }

    private String damaged() {
        return "The database %s is damaged. Nothing was changed. Stop every program that uses it, put the last backup in its place, and keep the damaged file for the investigation."
                .formatted(path());
    }
}
