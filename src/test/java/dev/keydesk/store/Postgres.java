package dev.keydesk.store;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    private static final AtomicInteger made = new AtomicInteger();

    private Postgres() {}

    /** Where a database is, in the forms tests need it. */
    public record Place(String url, String user, String password) {
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

    /** An empty database that belongs to the desk's user. */
    public static Place freshDatabase() {
        return database("owner " + USER);
    }

    /**
     * An empty database made in another way.
     *
     * @param how what stands after its name in {@code create database}
     */
    public static Place database(String how) {
        var name = "keydesk_" + made.incrementAndGet();
        execute("postgres", "create database %s %s".formatted(name, how));
        return at(name);
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

        private static EmbeddedPostgres start() {
            try {
                var server =
                        EmbeddedPostgres.builder()
                                .setServerConfig("max_connections", "300")
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
