package dev.keydesk.cli;

import dev.keydesk.config.Settings;
import dev.keydesk.store.Db;
import dev.keydesk.store.Store;
import dev.keydesk.store.StoreException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Checks whether the database can be opened and written, and reports what is in it. */
final class DatabaseCheck {
    static final String PART = "database";
    private static final String WAY = "connection to PostgreSQL";

    private static final String FORMAT =
            """
            select readable_from from keydesk
            """;

    private static final String COUNT =
            """
            select count(*) from secret_request
            """;

    /** Changes nothing, but needs everything that a real change needs. */
    private static final String WRITE =
            """
            update keydesk set readable_from = readable_from
            """;

    private final Settings.Database settings;

    DatabaseCheck(Settings.Database settings) {
        this.settings = settings;
    }

    List<CheckResult> run() {
        var absent = settings.file().filter(file -> !Files.exists(file));
        return absent.map(file -> List.of(toBeMade(file))).orElseGet(this::open);
    }

    /** Keydesk itself creates the file, so that it belongs to the user that Keydesk runs as. */
    private static CheckResult toBeMade(Path file) {
        var folder = file.toAbsolutePath().normalize().getParent();
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
                ? CheckResult.ok(PART, "%s is not there yet; the desk makes it".formatted(file))
                : CheckResult.attention(
                        PART,
                        "%s cannot be made: its folder is not there or cannot be written. Create it, or set KEYDESK_DATABASE_URL to another place."
                                .formatted(file));
    }

    private List<CheckResult> open() {
        var way = Store.wayTo(settings).map(it -> CheckResult.ok(WAY, it.shown()));
        try {
            Store.refuseUnusable(settings);
            var found =
                    Store.isBegun(settings)
                            ? opened()
                            : CheckResult.ok(PART, "is empty; the desk makes its tables in it");
            return Stream.concat(way.stream(), Stream.of(found)).toList();
        } catch (StoreException trouble) {
            var sentence = String.valueOf(trouble.getMessage());
            return trouble.isAway()
                    ? List.of(
                            CheckResult.attention(WAY, sentence),
                            CheckResult.notTried(PART, "the connection has to work first."))
                    : Stream.concat(way.stream(), Stream.of(CheckResult.attention(PART, sentence)))
                            .toList();
        }
    }

    private CheckResult opened() {
        try (var db = Store.open(settings)) {
            db.writing(tx -> tx.sql().execute(WRITE));
            return CheckResult.ok(
                    PART,
                    "opens and can be written; format %s, %s requests"
                            .formatted(number(db, FORMAT), number(db, COUNT)));
        } catch (StoreException trouble) {
            return CheckResult.attention(PART, String.valueOf(trouble.getMessage()));
        } catch (RuntimeException trouble) {
            return CheckResult.attention(
                    PART,
                    "it opens, but does not accept a change (%s). Check whether its disk is full, or another program locks its tables."
                            .formatted(trouble.getClass().getSimpleName()));
        }
    }

    private static int number(Db db, String question) {
        return db.read(sql -> sql.createQuery(question).mapTo(Integer.class).one());
    }
}
