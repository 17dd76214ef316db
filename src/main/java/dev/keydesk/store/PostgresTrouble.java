package dev.keydesk.store;

import dev.keydesk.network.NetworkTrouble;

import java.sql.SQLException;
import java.util.Objects;

/**
 * Describes in words for the operator why a PostgreSQL server cannot be used. The driver's own text
 * is not repeated, because it may quote values.
 */
final class PostgresTrouble {
    /** The class of SQL states for connections. */
    private static final String NO_CONNECTION = "08";

    private PostgresTrouble() {}

    private static StoreException named(
            PostgresServer server, NetworkTrouble closed, SQLException cause) {
        var sentence =
                "The database %s cannot be reached. %s Nothing was changed."
                        .formatted(server.name(), closed.sentence());
        return StoreException.away(sentence, cause, closed.mayPass());
    }

    static StoreException inWords(PostgresServer server, SQLException trouble) {
        var state = Objects.requireNonNullElse(trouble.getSQLState(), "no code");
        if (state.startsWith(NO_CONNECTION)) {
            var closed = server.path().trouble(trouble);
            if (closed.isPresent()) {
                return named(server, closed.get(), trouble);
            }
        }
        var sentence =
                "The database %s %s Nothing was changed.".formatted(server.name(), what(state));
        return mayPass(state)
                ? StoreException.passing(sentence, trouble)
                : new StoreException(sentence, trouble);
    }

    /**
     * An unknown error counts as one that may pass: to wait for what only a person can mend is no
     * worse than to give up on what would have passed.
     */
    private static boolean mayPass(String state) {
        return switch (state) {
            case "08P01", "28P01", "28000", "3D000", "42501", "XX001", "XX002" -> false;
            default -> true;
        };
    }

    /** The codes are listed in appendix A of PostgreSQL's manual. */
    private static String what(String state) {
        return switch (state) {
            case "08001", "08003", "08004", "08006" ->
                    "cannot be reached. Check that the server is running, that host and port are right, that the firewall allows the connection, and that the server speaks TLS as sslmode asks. (%s)"
                            .formatted(state);
            case "28P01" ->
                    "does not accept this user and password. Look at KEYDESK_DATABASE_USER and"
                        + " KEYDESK_DATABASE_PASSWORD. If the password was changed while the desk"
                        + " runs, change it back, or restart the desk with the new one.";
            case "28000" ->
                    "does not let this user in from here. Look at KEYDESK_DATABASE_USER, and at the"
                            + " server's pg_hba.conf.";
            case "08P01", "3D000" ->
                    "is not there: the server answers, but has no database with that name, or is not PostgreSQL. Look at KEYDESK_DATABASE_URL, or create the database. (%s)"
                            .formatted(state);
            case "42501" ->
                    "does not give the desk's user the rights it needs. Make that user the owner of"
                            + " the database.";
            case "53300" ->
                    "has no free connection. Raise max_connections on the server; each node of the"
                            + " desk uses up to twenty-one.";
            case "53100" ->
                    "has no room left on its disk. Make room there, or give the server a larger"
                            + " one.";
            case "XX001", "XX002" ->
                    "is damaged. Keep it as it is for the investigation, and go back to a backup.";
            case "57P03" -> "is starting up or shutting down. Try again in a moment.";
            default ->
                    "cannot be used (SQLSTATE %s). The server's own log says more."
                            .formatted(state);
        };
    }
}
