package dev.keydesk.chat;

import java.util.concurrent.CompletableFuture;

/**
 * How a thread waits until another one's look-up has ended. Where time is made rather than waited
 * for, others act meanwhile.
 */
@FunctionalInterface
public interface LookUpWait {
    /** Returns when it is complete; it completes without a failure, whatever Slack answers. */
    void await(CompletableFuture<?> ended);

    /** The thread stands still. */
    static LookUpWait blocking() {
        return ended -> ended.join();
    }
}
