package dev.keydesk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.network.NetworkPath;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

/**
 * A database on a PostgreSQL server, which several nodes share.
 *
 * <p>Transactions are "read committed", PostgreSQL's default. That is enough because every decision
 * is one conditional statement or one unique row, and the second one waits for the first and sees
 * its result.
 *
 * <p>Every wait has a limit, because a click must be answered within Slack's three seconds, even if
 * the answer is that the database is unavailable.
 */
record PostgresServer(
        String url,
        Optional<String> user,
        Optional<SecretText> password,
        Optional<Path> trustStore,
        AtomicReference<@Nullable NewConnections> connections)
        implements Dialect {
    /** Not the time at which the transaction began, which may have waited for a lock since. */
    private static final String SERVER_TIME =
            """
            select floor(extract(epoch from clock_timestamp()) * 1000)::bigint
            """;

    private static final int WRITERS = 10;
    private static final int READERS = 10;

    /** For a connection from the pool, or a new one; well below Slack's three seconds. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private static final Duration VALIDATION = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /**
     * The longest statement, which deletes an old scan of a large tenant, takes less than one
     * second.
     */
    private static final Duration STATEMENT = Duration.ofSeconds(8);

    /** Rows are locked for one short transaction; a longer wait is for a transaction that hangs. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    /** Longer than any statement: by then the network has lost the answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** A scan returns many apps; they are read in parts. */
    private static final int ROWS_AT_A_TIME = 500;

    private static final Map<PGProperty, String> OURS =
            Map.of(
                    PGProperty.APPLICATION_NAME,
                    "keydesk",
                    PGProperty.CONNECT_TIMEOUT,
                    Long.toString(CONNECT.toSeconds()),
                    PGProperty.SOCKET_TIMEOUT,
                    Long.toString(SILENCE.toSeconds()),
                    PGProperty.TCP_KEEP_ALIVE,
                    "true",
                    PGProperty.DEFAULT_ROW_FETCH_SIZE,
                    Integer.toString(ROWS_AT_A_TIME));

    /** With any of these the driver checks certificates in its own way. */
    private static final List<PGProperty> OF_THE_DRIVER =
            List.of(
                    PGProperty.SSL_FACTORY,
                    PGProperty.SSL_ROOT_CERT,
                    PGProperty.SSL_CERT,
                    PGProperty.SSL_KEY);

    static PostgresServer of(Settings.Database settings) {
        return new PostgresServer(
                settings.url(),
                settings.user(),
                settings.password(),
                settings.trustStore(),
                new AtomicReference<>());
    }

    @Override
    public Db.Kind kind() {
        return Db.Kind.POSTGRES;
    }

    @Override
    public String name() {
        int options = url.indexOf('?');
        return options < 0 ? url : url.substring(0, options);
    }

    @Override
    public boolean isBegun() {
        return new PostgresPreflight(this).isBegun();
    }

    @Override
    public void refuseWhatIsNotOurs() {
        new PostgresPreflight(this).refuseWhatIsNotOurs();
    }

    /** The server looks after its disk itself, and reports damage when it finds it. */
    @Override
    public void refuseDamage() {}

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public Optional<SingleInstanceLock> forOneDesk() {
        return Optional.empty();
    }

    DataSource unpooled() {
        return filled(new PGSimpleDataSource(), OURS);
    }

    /** Returns the network path to the server; to the first one, if the address names several. */
    NetworkPath path() {
        var given =
                Objects.requireNonNullElseGet(
                        Driver.parseURL(url, new Properties()), Properties::new);
        return NetworkPath.straight(
                first(given, PGProperty.PG_HOST, "localhost"),
                Integer.parseInt(first(given, PGProperty.PG_PORT, "5432")));
    }

    private static String first(Properties given, PGProperty property, String otherwise) {
        return given.getProperty(property.getName(), otherwise).split(",", 2)[0];
    }

    @Override
    public Optional<NetworkPath> toServer() {
        return Optional.of(path());
    }

    @Override
    public Optional<StoreException> newConnectionTrouble() {
        return Optional.ofNullable(connections.get()).flatMap(NewConnections::trouble);
    }

    /** A migration may take as long as it needs without a word from the server. */
    @Override
    public DataSource forMigrations() {
        var patient = new EnumMap<>(OURS);
        patient.remove(PGProperty.SOCKET_TIMEOUT);
        return filled(new PGSimpleDataSource(), patient);
    }

    @Override
    public String migrations() {
        return "classpath:db/postgres";
    }

    @Override
    public String whyMigrationsFail() {
        return "Check that the desk's user may create tables there, and that the server's disk is"
                + " not full.";
    }

    @Override
    public Optional<StoreException> inWords(SQLException trouble) {
        return Optional.of(PostgresTrouble.inWords(this, trouble));
    }

    @Override
    public DatabaseTime time(InstantSource machine) {
        return sql -> Instant.ofEpochMilli(sql.createQuery(SERVER_TIME).mapTo(Long.class).one());
    }

    @Override
    public HikariDataSource writers() {
        return pool("writers", WRITERS);
    }

    @Override
    public HikariDataSource readers() {
        return pool("readers", READERS);
    }

    @Override
    public TransactionRunner commits(Jdbi writers, ThreadLocal<@Nullable Tx> open) {
        return new PooledTransactions(writers, open);
    }

    private HikariDataSource pool(String name, int size) {
        var config = new HikariConfig();
        config.setPoolName("keydesk-" + name);
        config.setDataSource(noted());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT.toMillis());
        config.setValidationTimeout(VALIDATION.toMillis());
        // The server has answered just now, so at the start it is slow rather than unreachable.
        config.setInitializationFailTimeout(SILENCE.toMillis());
        config.setConnectionInitSql(
                "set statement_timeout = %s; set lock_timeout = %s"
                        .formatted(STATEMENT.toMillis(), LOCK.toMillis()));
        return new HikariDataSource(config);
    }

    /** One source for both pools, so that the last connection trouble of either is known. */
    private DataSource noted() {
        var known = connections.get();
        if (known == null) {
            known = new NewConnections(this);
            filled(known, OURS);
            connections.set(known);
        }
        return known;
    }

    /**
     * Sets properties; those in the address, such as {@code sslmode}, win.
     *
     * @param ours the values for what the address does not set
     */
    private DataSource filled(PGSimpleDataSource source, Map<PGProperty, String> ours) {
        // Values that are set before the address is parsed stay, unless the address has them.
        var given = Driver.parseURL(url, new Properties());
        ours.forEach((property, value) -> {
            if (given == null || given.getProperty(property.getName()) == null) {
                source.setProperty(property, value);
            }
        });
        // The server's "detail" quotes values of rows, which would get into the log.
        source.setLogServerErrorDetail(false);
        source.setUrl(url);
        if (asksWhoItIs(given)) {
            var file = trustStore.map(Path::toString).orElse("");
            TrustedTls.refuseUnreadable(file);
            source.setProperty(PGProperty.SSL_FACTORY, TrustedTls.class.getName());
            source.setProperty(PGProperty.SSL_FACTORY_ARG, file);
        }
        source.setUser(user.orElse(null));
        source.setPassword(password.map(SecretText::reveal).orElse(null));
        return source;
    }

    /**
     * Returns whether the server's certificate is verified, and no property of the driver says how.
     */
    private static boolean asksWhoItIs(@Nullable Properties given) {
        return given != null
                && given.getProperty(PGProperty.SSL_MODE.getName(), "").startsWith("verify-")
                && OF_THE_DRIVER.stream().noneMatch(it -> given.containsKey(it.getName()))
                && !Files.exists(Path.of(System.getProperty("user.home"), ".postgresql/root.crt"));
    }
}
