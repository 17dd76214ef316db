package dev.keydesk.store;

import java.util.function.Function;

/** How work becomes a transaction on disk. */
sealed interface TransactionRunner permits GroupCommit, PooledTransactions {
    /** Returns what the work returned, once that is on disk. */
    <T> T write(Function<Tx, T> work);
}
