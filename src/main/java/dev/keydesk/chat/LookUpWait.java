package dev.keydesk.chat;

import java.util.concurrent.CompletableFuture;

/**
 * How a thread waits until another thread's look-up has ended. With virtual time, others run
 * meanwhile.
 */
@FunctionalInterface
public interface LookUpWait {
    /**
     * Returns when the future is complete; it never completes with a failure, whatever Slack
     * answers.
     */
    void await(CompletableFuture<?> ended);

    /** Blocks the thread. */
    static LookUpWait blocking() {
        return ended -> ended.join();
    }
}
