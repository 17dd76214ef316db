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
 * <p>Write-ahead log with {@code synchronous=FULL}: a commit is on disk before anybody hears of it.
 * One writer, because SQLite has one anyway and waiting in our pool is fairer than its busy loop.
 *
 * @param patience how long somebody waits until their transaction begins
 */
record SqliteFile(Path path, Duration patience) implements Dialect {
    private static final String PREFIX = "jdbc:sqlite:";
    private static final int READERS = 4;
    private static final Duration BUSY = Duration.ofSeconds(5);

    /**
     * A click has to be answered within Slack's three seconds, be it only to say that the database
     * is busy. These three come one after the other: for the desk's other writers, for their
     * connection, and for other programs that write into the file.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration WRITER_WAIT = Duration.ofMillis(500);
    private static final Duration WRITER_BUSY = Duration.ofSeconds(1);

    /** For one of the connections that read; nobody holds one for long. */
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

    /** A small change may fit beside the write-ahead log's end while a real one does not. */
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
        return "Is the disk writable and not full, and does no other program hold the file?";
    }

    @Override
    public Optional<StoreException> inWords(SQLException trouble) {
        return Optional.empty();
    }

    Path folder() {
        var parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }

    /** One node has the file, so its own clock is the only one there is. */
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

    /** There is one writer, so the scheduler stands in a queue with everybody: ten seconds. */
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

    /** For a look at a file that may not be ours: no setting of this one is written into it. */
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
