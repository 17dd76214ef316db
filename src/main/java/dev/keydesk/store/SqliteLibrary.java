package dev.keydesk.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

import java.nio.file.Path;

/**
 * SQLite's native library, which the driver unpacks into a folder and loads from there. If the
 * usual folder is read-only or does not allow execution, the folder of the database is used, where
 * Keydesk must be able to write anyway.
 */
final class SqliteLibrary {
    private static final Logger log = LoggerFactory.getLogger(SqliteLibrary.class);

    private static final String FOLDER = "org.sqlite.tmpdir";
    private static final String USUAL_FOLDER = "java.io.tmpdir";

    private SqliteLibrary() {}

    /**
     * Loads the library, unless it is loaded.
     *
     * @throws StoreException if it cannot be loaded from either folder; nothing was changed then
     */
    static synchronized void load(Path beside) {
        if (loads()) {
            return;
        }
        if (System.getProperty(FOLDER) != null) {
            throw refused(System.getProperty(FOLDER, ""));
        }
        System.setProperty(FOLDER, beside.toString());
        if (!loads()) {
            System.clearProperty(FOLDER);
            throw refused(System.getProperty(USUAL_FOLDER, "") + " or " + beside);
        }
        log.info(
                "SQLite's library cannot be loaded from the usual folder, so it lies in {}",
                beside);
    }

    private static boolean loads() {
        try {
            return SQLiteJDBCLoader.initialize();
        } catch (Exception nowhere) {
            return false;
        }
    }

    private static StoreException refused(String where) {
        return new StoreException(
                "SQLite's library cannot be loaded from %s: a folder is needed that the desk may write, and from which the system lets programs run (not mounted noexec). Nothing was changed. Name one with JDK_JAVA_OPTIONS=-Dorg.sqlite.tmpdir=/a/folder."
                        .formatted(where));
    }
}
