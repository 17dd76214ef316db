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
 * <p>The transactions are read committed, PostgreSQL's default. That is enough because every
 * decision is one conditional statement or one unique row, and whoever comes second waits for the
 * first and sees what became of it.
 *
 * <p>Nothing waits for ever: a click has to be answered within Slack's three seconds, be it only to
 * say that the database is away.
 */
record PostgresServer(
        String url,
        Optional<String> user,
        Optional<SecretText> password,
        Optional<Path> trustStore,
        AtomicReference<@Nullable NewConnections> connections)
        implements Dialect {
    /** Not that of the transaction's beginning, which may have waited for a lock since. */
    private static final String SERVER_TIME =
            """
            select floor(extract(epoch from clock_timestamp()) * 1000)::bigint
            """;

    private static final int WRITERS = 10;
    private static final int READERS = 10;

    /** For a connection of the pool, a new one included; well below Slack's three seconds. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    private static final Duration VALIDATION = Duration.ofMillis(500);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Our longest statement, which forgets an old scan of a large tenant, takes less than one. */
    private static final Duration STATEMENT = Duration.ofSeconds(8);

    /** Rows are held for one short transaction; who waits longer waits for somebody who hangs. */
    private static final Duration LOCK = Duration.ofSeconds(2);

    /** Longer than any statement: by then the network has lost the answer. */
    private static final Duration SILENCE = Duration.ofSeconds(10);

    /** A scan holds many apps; they are read in parts instead of all at once. */
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

    /** Whoever writes one of these has the driver look at certificates in its own way. */
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

    /** The server looks after its disk itself, and tells when it comes upon damage. */
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

    /** The way to the server; to the first one, if the address names several. */
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

    /** A migration may be silent for as long as it takes. */
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
        return "May the desk's user create tables there, and is the server's disk not full?";
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
        // The server has answered just now, so at the start it is slow rather than away.
        config.setInitializationFailTimeout(SILENCE.toMillis());
        config.setConnectionInitSql(
                "set statement_timeout = %s; set lock_timeout = %s"
                        .formatted(STATEMENT.toMillis(), LOCK.toMillis()));
        return new HikariDataSource(config);
    }

    /** One for both pools, so that what keeps either from a connection is known. */
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
     * What the operator writes into the address, such as sslmode, has the last word.
     *
     * @param ours what counts where the address says nothing
     */
    private DataSource filled(PGSimpleDataSource source, Map<PGProperty, String> ours) {
        // What was set before it, the driver's own reading of the address leaves alone.
        var given = Driver.parseURL(url, new Properties());
        ours.forEach((property, value) -> {
            if (given == null || given.getProperty(property.getName()) == null) {
                source.setProperty(property, value);
            }
        });
        // The server's "detail" quotes values of rows, and would carry them into the log.
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

    /** Whether the server's certificate counts, and nothing of the driver's own says which do. */
    private static boolean asksWhoItIs(@Nullable Properties given) {
        return given != null
                && given.getProperty(PGProperty.SSL_MODE.getName(), "").startsWith("verify-")
                && OF_THE_DRIVER.stream().noneMatch(it -> given.containsKey(it.getName()))
                && !Files.exists(Path.of(System.getProperty("user.home"), ".postgresql/root.crt"));
    }
}
