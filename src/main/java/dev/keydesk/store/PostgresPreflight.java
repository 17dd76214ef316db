package dev.keydesk.store;

import org.postgresql.PGConnection;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Checks a PostgreSQL database before anything is changed, and refuses one that Keydesk cannot use
 * or that is not its own, in words for the operator.
 */
final class PostgresPreflight {
    /**
     * The oldest major version that is tested and that the PostgreSQL project still maintained when
     * this was written.
     */
    static final int OLDEST = 14;

    private static final int VERSIONS_APART = 10_000;

    /** A pooler may rotate its connections, and return to the first one by chance. */
    private static final int LOOKS = 5;

    private static final String PROCESS =
            """
            select pg_backend_pid()
            """;

    private static final String VERSION =
            """
            select current_setting('server_version_num')::integer
            """;

    private static final String ENCODING =
            """
            select current_setting('server_encoding')
            """;

    private static final String READ_ONLY =
            """
            select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean
            """;

    private static final String SCHEMA =
            """
            select coalesce(current_schema()::text, '')
            """;

    private static final String COUNT_TABLES =
            """
            select count(*) from pg_catalog.pg_tables where schemaname = current_schema()
            """;

    /** Flyway makes its own table first, so an interrupted start may have left only that. */
    private static final String COUNT_OURS =
            """
            select count(*)
              from pg_catalog.pg_tables
             where schemaname = current_schema()
               and tablename in ('keydesk', 'flyway_schema_history')
            """;

    private static final String COUNT_FORMAT =
            """
            select count(*)
              from pg_catalog.pg_tables
             where schemaname = current_schema() and tablename = 'keydesk'
            """;

    private static final String MAY_CREATE =
            """
            select has_schema_privilege(current_schema()::text, 'CREATE')
            """;

    /** Rights asked for in one call would mean "any of them". */
    private static final String COUNT_LOCKED =
            """
            select count(*)
              from pg_catalog.pg_class
             where relnamespace = current_schema()::regnamespace
               and relkind = 'r'
               and not (has_table_privilege(oid, 'SELECT') and has_table_privilege(oid, 'INSERT')
                        and has_table_privilege(oid, 'UPDATE')
                        and has_table_privilege(oid, 'DELETE'))
            """;

    private static final String READABLE_FROM =
            """
            select readable_from from keydesk
            """;

    private final PostgresServer server;

    PostgresPreflight(PostgresServer server) {
        this.server = server;
    }

    /**
     * @throws StoreException if the database cannot be used; nothing was changed then
     */
    void refuseWhatIsNotOurs() {
        try (var connection = server.unpooled().getConnection()) {
            refusePooledTransactions(connection);
            refuseServer(connection);
            refuseSchema(connection);
            refuseNewer(connection);
        } catch (SQLException trouble) {
            throw PostgresTrouble.inWords(server, trouble);
        }
    }

    boolean isBegun() {
        try (var connection = server.unpooled().getConnection()) {
            return number(connection, COUNT_FORMAT) > 0;
        } catch (SQLException trouble) {
            throw PostgresTrouble.inWords(server, trouble);
        }
    }

    /**
     * A pooler reports an invented process number when a connection begins. If there is one, two
     * connections at once show whether each keeps its own server process: time limits and locks of
     * a session belong to the process.
     */
    private void refusePooledTransactions(Connection connection) throws SQLException {
        int told = connection.unwrap(PGConnection.class).getBackendPID();
        int first = number(connection, PROCESS);
        if (told == first) {
            return;
        }
        try (var other = server.unpooled().getConnection()) {
            other.setAutoCommit(false);
            boolean shared = number(other, PROCESS) == first;
            for (int again = 0; again < LOOKS && !shared; again++) {
                shared = number(connection, PROCESS) != first;
            }
            other.rollback();
            if (shared) {
                throw refused(
                        "is reached through a pooler that shares sessions between clients, such as"
                                + " PgBouncer with pool_mode=transaction. The desk needs whole"
                                + " sessions: set pool_mode=session for it, or connect without the"
                                + " pooler.");
            }
        }
    }

    private void refuseServer(Connection connection) throws SQLException {
        int version = number(connection, VERSION) / VERSIONS_APART;
        if (version < OLDEST) {
            throw refused(
                    "runs on PostgreSQL %s, and the desk needs %s or newer. Upgrade the server, or use another one."
                            .formatted(version, OLDEST));
        }
        var encoding = text(connection, ENCODING);
        if (!encoding.equals("UTF8")) {
            throw refused(
                    "is encoded in %s, which cannot hold every name and reason. Create a database with \"encoding 'UTF8' template template0\" and use that."
                            .formatted(encoding));
        }
        if (is(connection, READ_ONLY)) {
            // During a failover the future primary is still a replica.
            throw StoreException.passing(
                    inWords(
                            "lets the desk only read: it is a replica, or"
                                + " default_transaction_read_only is on. Point KEYDESK_DATABASE_URL"
                                + " at the primary."),
                    null);
        }
    }

    private void refuseSchema(Connection connection) throws SQLException {
        if (text(connection, SCHEMA).isEmpty()) {
            throw refused(
                    "has no schema the desk's user can use. Create one, and put it on that user's"
                            + " search_path.");
        }
        if (number(connection, COUNT_TABLES) > 0 && number(connection, COUNT_OURS) == 0) {
            throw refused(
                    "belongs to another program: it has tables, but none of keydesk's. Set"
                        + " KEYDESK_DATABASE_URL to the desk's own database, or to an empty one.");
        }
        refuseRights(connection);
    }

    private void refuseRights(Connection connection) throws SQLException {
        if (number(connection, COUNT_TABLES) == 0 && !is(connection, MAY_CREATE)) {
            throw refused(
                    "is empty, and the desk's user may not create tables in it. Make that user the owner of the database, or grant it CREATE on the schema %s."
                            .formatted(text(connection, SCHEMA)));
        }
        if (number(connection, COUNT_LOCKED) > 0) {
            throw refused(
                    "has tables that the desk's user may not read and write. Make that user their owner, or grant it SELECT, INSERT, UPDATE and DELETE on all tables of the schema %s."
                            .formatted(text(connection, SCHEMA)));
        }
    }

    private void refuseNewer(Connection connection) throws SQLException {
        int readableFrom =
                number(connection, COUNT_FORMAT) == 0 ? 0 : number(connection, READABLE_FROM);
        if (readableFrom > Store.READS) {
            throw refused(
                    "was written by a newer keydesk (format %s; this one reads up to %s). Start the newer version, or go back to a backup made before the upgrade."
                            .formatted(readableFrom, Store.READS));
        }
    }

    private StoreException refused(String why) {
        return new StoreException(inWords(why));
    }

    private String inWords(String why) {
        return "The database %s %s Nothing was changed.".formatted(server.name(), why);
    }

    private static int number(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static String text(Connection connection, String question) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
