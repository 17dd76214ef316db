package dev.keydesk.store;

/**
 * Runs around each transaction, outside of it; does nothing in production. Tests with virtual time
 * let others act there, and let it fail.
 */
public interface TransactionHook {
    /** Does nothing. */
    TransactionHook OPEN =
            new TransactionHook() {
                @Override
                public void before() {}

                @Override
                public void after() {}
            };

    /** Runs before the transaction begins; an exception prevents it. */
    void before();

    /** Runs when the transaction is on disk; an exception keeps the caller from knowing that. */
    void after();
}
