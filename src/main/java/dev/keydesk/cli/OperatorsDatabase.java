package dev.keydesk.cli;

import dev.keydesk.config.Settings;
import dev.keydesk.store.Db;
import dev.keydesk.store.Store;

/** The database for a command that runs beside a running Keydesk. */
final class OperatorsDatabase {
    private OperatorsDatabase() {}

    /**
     * Opens an existing database. A new one would be misleading: stop-minting in the wrong folder
     * would stop nothing.
     */
    static Db open(Console console) {
        mustBeThere(console);
        return Store.open(Settings.readDatabase(console.environment()));
    }

    /**
     * @throws StartException if the database does not exist
     */
    static void mustBeThere(Console console) {
        var settings = Settings.readDatabase(console.environment());
        if (!Store.isBegun(settings)) {
            var place =
                    settings.file()
                            .map(file -> file.toAbsolutePath().normalize().toString())
                            .orElseGet(() -> Store.nameOf(settings));
            throw StartException.asItIs(
                    "There is no database at %s, so nothing was done. Set KEYDESK_DATABASE_URL as the running desk has it."
                            .formatted(place));
        }
    }
}
