package dev.keydesk.store;

import com.zaxxer.hikari.HikariDataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.ColonPrefixSqlParser;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * The only access to the database.
 *
 * <p>{@link #write} is a transaction that is on disk when it returns. {@link #joining()} gives the
 * connection of the open transaction to libraries with SQL of their own, so that a job scheduled in
 * a transaction is stored with it or not at all.
 */
public final class Db implements AutoCloseable {
    private static final String FORMAT =
            """
            select readable_from from keydesk
            """;

    /** Changes nothing, but needs everything that a real change needs. */
    private static final String SAME_FORMAT =
            """
            update keydesk set readable_from = readable_from
            """;

    /** Caches the statements that it has parsed, for readers and writers alike. */
    private static final SqlParser PARSER = new ColonPrefixSqlParser();

    private final Dialect dialect;
    private final Optional<SingleInstanceLock> desk;
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final TransactionRunner transactionRunner;
    private final Jdbi reader;

    private volatile boolean refused;
    private volatile boolean damaged;
    private volatile int format;

    // Not static: two instances in one program, as in tests, have two databases.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Tx> open = new ThreadLocal<>();

    private final TransactionHook transactionHook;

    /** The kind of database, for libraries with SQL of their own. */
    public enum Kind {
        SQLITE("jdbc:sqlite:"),
        POSTGRES("jdbc:postgresql:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        static Kind of(String url) {
            return Arrays.stream(values())
                    .filter(kind -> url.startsWith(kind.prefix))
                    .findFirst()
                    .orElseThrow(() ->
                            new StoreException(
                                    "KEYDESK_DATABASE_URL must begin with jdbc:sqlite: or"
                                        + " jdbc:postgresql:, such as jdbc:sqlite:keydesk.db."));
        }
    }

    Db(Dialect dialect, Optional<SingleInstanceLock> desk, TransactionHook transactionHook) {
        this.transactionHook = transactionHook;
        this.desk = desk;
        this.dialect = dialect;
        this.writerPool = dialect.writers();
        this.readerPool = dialect.readers();
        this.transactionRunner = dialect.commits(ours(Jdbi.create(writerPool)), open);
        this.reader = ours(Jdbi.create(readerPool));
    }

    /** The default texts quote statements with their values, which would get into the log. */
    private static Jdbi ours(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        jdbi.getConfig(SqlStatements.class).setSqlParser(PARSER);
        return jdbi;
    }

    /**
     * Runs the work in a transaction, which is on disk when this returns.
     *
     * <p>It may share its commit with other transactions that wait at the same time, and run on the
     * thread of one of them; it may also run again after the database rolled it back. So the work
     * must consist of statements only: it takes no locks, reads no thread-locals, and changes
     * nothing else.
     *
     * @throws IllegalStateException if this thread is already in a transaction: pass its {@link Tx}
     */
    public <T> T write(Function<Tx, T> work) {
        if (open.get() != null) {
            throw new IllegalStateException("this thread is in a transaction already; pass its Tx");
        }
        refuseWhatANewerOneWrote();
        transactionHook.before();
        T result = written(work);
        transactionHook.after();
        return result;
    }

    private <T> T written(Function<Tx, T> work) {
        try {
            T result = transactionRunner.write(work);
            refused = false;
            return result;
        } catch (RuntimeException trouble) {
            refused |= isFromDatabase(trouble);
            damaged |= CorruptionCheck.isToldBy(trouble);
            throw trouble;
        }
    }

    /** Returns whether the exception is a problem of the database, not of its caller. */
    public static boolean isTroubleOf(RuntimeException trouble) {
        return trouble instanceof StoreException || isFromDatabase(trouble);
    }

    private static boolean isFromDatabase(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tests whether the database answers and, if it failed lately, whether it accepts a change now.
     * A full disk still answers reads, and a damaged file answers most of them.
     *
     * @return the format version that a program must know to read the database
     * @throws StoreException if this program cannot or should not go on with it
     */
    public int healthCheck() {
        try {
            if (isOutgrown()) {
                refuseWhatANewerOneWrote();
            }
            if (refused) {
                refuseFullDisk();
                writing(tx -> tx.sql().execute(SAME_FORMAT));
            }
        } catch (StoreException ours) {
            throw ours;
        } catch (RuntimeException trouble) {
            throw Store.databaseError(trouble).flatMap(dialect::inWords).orElseThrow(() -> trouble);
        } finally {
            refuseDamaged();
        }
        return format;
    }

    /**
     * Returns why the last attempt to open a connection failed, while existing connections still
     * work; empty if it succeeded.
     */
    public Optional<String> newConnectionTrouble() {
        return dialect.newConnectionTrouble().map(StoreException::getMessage);
    }

    private void refuseFullDisk() {
        if (!dialect.hasRoom()) {
            throw StoreException.passing(
                    "The database accepts no change: its disk is full. Make room; the desk then"
                            + " continues by itself.",
                    null);
        }
    }

    /** Damage stays, even if other reads succeed meanwhile. */
    private void refuseDamaged() {
        if (damaged) {
            throw new StoreException(
                    "The database is damaged: a part of it cannot be read. Stop the desk, put the"
                            + " last backup in its place, and keep the damaged one for the"
                            + " investigation.");
        }
    }

    /**
     * Returns whether a newer program, which runs beside this one, has marked the database as
     * unreadable for this one. From then on this one neither reads nor writes.
     */
    public boolean isOutgrown() {
        format = reading(sql -> sql.createQuery(FORMAT).mapTo(Integer.class).one());
        return format > Store.READS;
    }

    private void refuseWhatANewerOneWrote() {
        if (format > Store.READS) {
            throw StoreException.passing(
                    "The database was changed by a newer keydesk meanwhile (format %s; this one reads up to %s), so this node does no more work. Stop it; nodes of the newer version continue."
                            .formatted(format, Store.READS),
                    null);
        }
    }

    public void writing(Consumer<Tx> work) {
        boolean done =
                write(tx -> {
                    work.accept(tx);
                    return true;
                });
        assert done;
    }

    public <T> T read(Function<Handle, T> work) {
        refuseWhatANewerOneWrote();
        return reading(work);
    }

    private <T> T reading(Function<Handle, T> work) {
        try (Handle handle = reader.open()) {
            return work.apply(handle);
        } catch (RuntimeException trouble) {
            // What kept it from answering may keep it from accepting changes for longer.
            refused |= isFromDatabase(trouble);
            damaged |= CorruptionCheck.isToldBy(trouble);
            throw trouble;
        }
    }

    /**
     * Returns the time that all nodes of this database share.
     *
     * @param machine the clock of this machine
     */
    public DatabaseTime time(InstantSource machine) {
        return dialect.time(machine);
    }

    public Kind kind() {
        return dialect.kind();
    }

    /**
     * Returns connections that take part in the open transaction of this thread, or are separate if
     * there is none.
     */
    public DataSource joining() {
        return new JoiningDataSource(
                writerPool, this::openConnection, dialect.triesForOwnConnection());
    }

    private @Nullable Connection openConnection() {
        var tx = open.get();
        return tx == null ? null : tx.sql().getConnection();
    }

    @Override
    public void close() {
        readerPool.close();
        writerPool.close();
        desk.ifPresent(SingleInstanceLock::close);
    }
}
