package dev.keydesk.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

import javax.sql.DataSource;

/**
 * A SQLite database in one file: one connection that writes and a few that read.
 *
 * <p>It uses a write-ahead log with {@code synchronous=FULL}: a commit is on disk before its caller
 * continues. There is one writer, because SQLite allows only one, and waiting in the pool is fairer
 * than SQLite's busy loop.
 *
 * @param patience how long a transaction waits until it begins
 */
record SqliteFile(Path path, Duration patience) implements Dialect {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final int READERS = 4;
    private static final Duration BUSY = Duration.ofSeconds(5);

    /**
     * A click must be answered within Slack's three seconds, even if the answer is that the
     * database is busy. Three waits can follow each other: for other transactions, for their
     * connection, and for other programs that write into the file.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration WRITER_WAIT = Duration.ofMillis(500);
    private static final Duration WRITER_BUSY = Duration.ofSeconds(1);

    /** For one of the reading connections; each is held for a short time only. */
    private static final Duration READER_WAIT = Duration.ofSeconds(2);

    /** In bytes: a change takes tens of kilobytes, and SQLite's index of the log as many. */
    private static final long A_FEW_CHANGES = 1 << 20;

    static SqliteFile of(String url) {
        return new SqliteFile(Path.of(url.substring(PREFIX.length())), PATIENCE);
    }

    @Override
    public Db.Kind kind() {
        return Db.Kind.SQLITE;
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public boolean isBegun() {
        return Files.exists(path);
    }

    @Override
    public void refuseWhatIsNotOurs() {
        new SqlitePreflight(this).refuseWhatIsNotOurs();
    }

    @Override
    public void refuseDamage() {
        new SqlitePreflight(this).refuseDamage();
    }

    /** A small test change may fit at the end of the write-ahead log while a real one does not. */
    @Override
    public boolean hasRoom() {
        try {
            return Files.getFileStore(folder()).getUsableSpace() >= A_FEW_CHANGES;
        } catch (IOException unknown) {
            return true;
        }
    }

    @Override
    public Optional<SingleInstanceLock> forOneDesk() {
        return Optional.of(SingleInstanceLock.of(this));
    }

    @Override
    public String migrations() {
        return "classpath:db/sqlite";
    }

    @Override
    public String whyMigrationsFail() {
        return "Check that the disk is writable and not full, and that no other program uses the"
                + " file.";
    }

    @Override
    public Optional<StoreException> inWords(SQLException trouble) {
        return Optional.empty();
    }

    Path folder() {
        var parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** Only one node uses the file, so its own clock is used. */
    @Override
    public DatabaseTime time(InstantSource machine) {
        return DatabaseTime.of(machine);
    }

    @Override
    public HikariDataSource writers() {
        var config = common();
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.setBusyTimeout((int) WRITER_BUSY.toMillis());
        return pool("writer", config, 1, WRITER_WAIT);
    }

    /** There is one writer, so the scheduler waits in the queue with the others: ten seconds. */
    @Override
    public int triesForOwnConnection() {
        return 20;
    }

    @Override
    public HikariDataSource readers() {
        return pool("readers", common(), READERS, READER_WAIT);
    }

    @Override
    public TransactionRunner commits(Jdbi writers, ThreadLocal<@Nullable Tx> open) {
        return new GroupCommit(writers, open, patience);
    }

    @Override
    public DataSource forMigrations() {
        return source(common());
    }

    /** Returns connections to a file that may not be Keydesk's: no setting is written into it. */
    DataSource untouched() {
        return source(waiting());
    }

    private static SQLiteConfig waiting() {
        var config = new SQLiteConfig();
        config.setBusyTimeout((int) BUSY.toMillis());
        return config;
    }

    private static SQLiteConfig common() {
        var config = waiting();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        return config;
    }

    private HikariDataSource pool(String name, SQLiteConfig sqlite, int size, Duration wait) {
        var config = new HikariConfig();
        config.setPoolName("keydesk-" + name);
        config.setDataSource(source(sqlite));
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(wait.toMillis());
        config.setValidationTimeout(wait.toMillis());
        return new HikariDataSource(config);
    }

    private DataSource source(SQLiteConfig sqlite) {
        SqliteLibrary.load(folder());
        var source = new SQLiteDataSource(sqlite);
        source.setUrl(PREFIX + path);
        return source;
    }
}
