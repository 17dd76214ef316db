package dev.keydesk.store;

import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A transaction for each piece of work, many at a time, for a database that has many writers.
 *
 * <p>Such a database ends a transaction that stands in another's way. Nothing of it has happened
 * then, so the work is done once more.
 */
final class PooledTransactions implements TransactionRunner {
    private static final int MOST_TRIES = 4;

    /**
     * Two that waited for each other (40P01, 40001), or a job that another transaction stored in
     * the same instant: the scheduler's insert failed, and with it the transaction (25P02). None of
     * these is told after a commit.
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

    /** What the database itself called the trouble, however deep libraries have wrapped it. */
    static Optional<String> sqlState(Throwable trouble) {
        for (@Nullable Throwable cause = trouble; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException failure && failure.getSQLState() != null) {
                return Optional.of(failure.getSQLState());
            }
        }
        return Optional.empty();
    }
}
