package dev.keydesk.store;

/**
 * What stands around each transaction, outside of it: nothing in real life. Where time is made
 * rather than waited for, others may act there, and it may break.
 */
public interface TransactionHook {
    /** Nothing happens there. */
    TransactionHook OPEN =
            new TransactionHook() {
                @Override
                public void before() {}

                @Override
                public void after() {}
            };

    /** The transaction has not begun; what this throws keeps it from happening. */
    void before();

    /** The transaction is on disk; what this throws keeps its caller from knowing that. */
    void after();
}
