package dev.keydesk.store;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for the tests: one server a process, started by the first test that needs it,
 * gone with the process; and a fresh database for whoever asks, as an operator would have made it.
 */
public final class Postgres {
    private static final String USER = "desk";
    private static final String PASSWORD = "desk-pass-4711";

    /** A test has a few at most; all that a build makes would fill a gigabyte. */
    private static final int KEPT = 20;

    private static final AtomicInteger made = new AtomicInteger(KEPT);

    private Postgres() {}

    /** Where a database is, in the forms tests need it. */
    public record Place(String url, String user, String password) {
        public String name() {
            return url.substring(url.lastIndexOf('/') + 1);
        }

        /** The same database, reached through another port. */
        public Place through(int port) {
            return new Place(
                    "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name()), user, password);
        }

        public Place withPassword(String other) {
            return new Place(url, user, other);
        }

        /** What the operator writes. */
        public Map<String, String> into(Map<String, String> environment) {
            var changed = new HashMap<>(environment);
            changed.put("KEYDESK_DATABASE_URL", url);
            changed.put("KEYDESK_DATABASE_USER", user);
            changed.put("KEYDESK_DATABASE_PASSWORD", password);
            return changed;
        }

        public Settings.Database settings() {
            return new Settings.Database(
                    url, Optional.of(user), Optional.of(SecretText.of(password)));
        }
    }

    /** A database that belongs to the desk's user, and is as after its first start. */
    public static Place freshDatabase() {
        return database("owner %s template %s".formatted(USER, Migrated.NAME));
    }

    /** A database that belongs to the desk's user, with nothing in it. */
    public static Place emptyDatabase() {
        return database("owner " + USER);
    }

    /** Copying what the migrations made once is a lot quicker than making it for each test. */
    private static final class Migrated {
        static final String NAME = make();

        private static String make() {
            var place = named("migrated", "owner " + USER);
            Store.open(place.settings()).close();
            return place.name();
        }
    }

    /**
     * An empty database made in another way.
     *
     * @param how what stands after its name in {@code create database}
     */
    public static Place database(String how) {
        int number = made.incrementAndGet();
        execute(
                "postgres",
                "drop database if exists %s with (force)".formatted(named(number - KEPT)));
        return named(named(number), how);
    }

    private static Place named(String name, String how) {
        execute("postgres", "create database %s %s".formatted(name, how));
        return at(name);
    }

    private static String named(int number) {
        return "keydesk_" + number;
    }

    /** A place on this server, whether it is there or not. */
    public static Place at(String database) {
        return new Place(
                "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port(), database), USER, PASSWORD);
    }

    public static int port() {
        return Server.ONE.getPort();
    }

    /** As the server's superuser. */
    public static void execute(String database, String statement) {
        try (var connection = Server.ONE.getDatabase("postgres", database).getConnection();
                var sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException trouble) {
            throw new IllegalStateException(trouble);
        }
    }

    /** Started when it is first touched. */
    private static final class Server {
        static final EmbeddedPostgres ONE = start();

        /** Left to itself, it would let everybody in without a password. */
        private static Path whoMayComeIn() throws IOException {
            var file = Files.createTempFile("pg_hba", ".conf");
            file.toFile().deleteOnExit();
            return Files.writeString(
                    file,
                    """
                    local all all trust
                    host all postgres 127.0.0.1/32 trust
                    host all all 127.0.0.1/32 scram-sha-256
                    """);
        }

        private static EmbeddedPostgres start() {
            try {
                var server =
                        EmbeddedPostgres.builder()
                                // Nobody needs its rows after a power cut.
                                .setServerConfig("fsync", "off")
                                .setServerConfig("full_page_writes", "off")
                                .setServerConfig("max_connections", "300")
                                // The usual thousands of rounds are against those who guess.
                                .setServerConfig("scram_iterations", "1")
                                // Far from the desk's own limit, however busy the machine is.
                                .setServerConfig("deadlock_timeout", "200ms")
                                .setServerConfig("hba_file", whoMayComeIn().toString())
                                .start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var sql = connection.createStatement()) {
                    sql.execute("create user %s password '%s'".formatted(USER, PASSWORD));
                }
                return server;
            } catch (IOException cannotStart) {
                throw new UncheckedIOException(cannotStart);
            } catch (SQLException trouble) {
                throw new IllegalStateException(trouble);
            }
        }
    }
}
