package dev.keydesk.store;

import com.zaxxer.hikari.HikariDataSource;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.sql.DataSource;

/**
 * The one door to the database.
 *
 * <p>{@link #write} is a transaction that is on disk when it returns. {@link #joining()} hands the
 * open transaction's own connection to libraries that bring their SQL with them, so that a job
 * scheduled during a move is stored with the move or not at all.
 */
public final class Db implements AutoCloseable {
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi reader;

    // Not static: two desks in one program, as in tests, have two databases.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Tx> open = new ThreadLocal<>();

    Db(HikariDataSource writerPool, HikariDataSource readerPool) {
        this.writerPool = writerPool;
        this.readerPool = readerPool;
        this.writer = quiet(Jdbi.create(writerPool));
        this.reader = quiet(Jdbi.create(readerPool));
    }

    /**
     * The default texts quote statements with their values, which would carry them into the log.
     */
    private static Jdbi quiet(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class)
                .setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }

    /**
     * All of it or nothing; durable when this returns.
     *
     * @throws IllegalStateException if this thread is in a transaction already: pass its {@link Tx}
     */
    public <T> T write(Function<Tx, T> work) {
        if (open.get() != null) {
            throw new IllegalStateException("this thread is in a transaction already; pass its Tx");
        }
        var committed = commit(work);
        committed.tx().committed();
        return committed.result();
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
        try (Handle handle = reader.open()) {
            return work.apply(handle);
        }
    }

    /** Connections that take part in this thread's open transaction, or are their own otherwise. */
    public DataSource joining() {
        return new JoiningDataSource(writerPool, this::openConnection);
    }

    private record Committed<T>(Tx tx, T result) {}

    /** The connection is back in its pool before anybody acts on the commit. */
    private <T> Committed<T> commit(Function<Tx, T> work) {
        try (Handle handle = writer.open()) {
            var tx = new Tx(handle);
            return new Committed<>(tx, handle.inTransaction(_ -> inside(tx, work)));
        }
    }

    private <T> T inside(Tx tx, Function<Tx, T> work) {
        open.set(tx);
        try {
            return work.apply(tx);
        } finally {
            open.remove();
        }
    }

    private @Nullable Connection openConnection() {
        var tx = open.get();
        return tx == null ? null : tx.sql().getConnection();
    }

    @Override
    public void close() {
        readerPool.close();
        writerPool.close();
    }
}
