package dev.keydesk.store;

import java.util.function.Function;

/** Runs work as a transaction that is on disk when it returns. */
sealed interface TransactionRunner permits GroupCommit, PooledTransactions {
    /** Returns the result of the work once it is on disk. */
    <T> T write(Function<Tx, T> work);
}
