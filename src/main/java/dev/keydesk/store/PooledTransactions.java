package dev.keydesk.store;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Runs many transactions at a time, for a database with many writers.
 *
 * <p>Such a database rolls back a transaction that conflicts with another. The work is then done
 * again.
 */
final class PooledTransactions implements TransactionRunner {
    private static final int MOST_TRIES = 4;

    /**
     * A deadlock (40P01), a serialization failure (40001), or a job that another transaction stored
     * in the same instant: the scheduler's insert failed, and with it the transaction (25P02). None
     * of these is reported after a commit.
     */
    private static final Set<String> IN_THE_WAY = Set.of("40P01", "40001", "25P02");

    private final Jdbi writers;
    private final ThreadLocal<@Nullable Tx> open;

    PooledTransactions(Jdbi writers, ThreadLocal<@Nullable Tx> open) {
        this.writers = writers;
        this.open = open;
    }

    @Override
    public <T> T write(Function<Tx, T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return once(work);
            } catch (RuntimeException trouble) {
                if (tried == MOST_TRIES || !stoodInTheWay(trouble)) {
                    throw trouble;
                }
            }
        }
    }

    private <T> T once(Function<Tx, T> work) {
        var mine = new GroupCommitEntry<>(work, open);
        writers.useTransaction(mine::work);
        return mine.outcome();
    }

    private static boolean stoodInTheWay(Throwable trouble) {
        return sqlState(trouble).filter(IN_THE_WAY::contains).isPresent();
    }

    /** Returns the database's SQL state, from any of the nested causes. */
    static Optional<String> sqlState(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure && failure.getSQLState() != null) {
                return Optional.of(failure.getSQLState());
            }
        }
        return Optional.empty();
    }
}
