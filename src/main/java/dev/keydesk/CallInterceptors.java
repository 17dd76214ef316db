package dev.keydesk;

import dev.keydesk.chat.LookUpWait;
import dev.keydesk.entra.ScanPause;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.store.TransactionHook;

import okhttp3.Interceptor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * Hooks between Keydesk and everything outside. In production they do nothing; tests and the
 * sandbox use them to inject failures.
 *
 * @param calls the last interceptors that calls to Slack and Graph pass before they are sent
 * @param transactions runs around each transaction
 * @param pause how the scan waits when Entra asks for that
 * @param beside runs work that an answer does not wait for
 * @param lookUps how a thread waits for another thread's look-up
 * @param searches how long a search may take, by the machine's own time
 */
public record CallInterceptors(
        List<Interceptor> calls,
        TransactionHook transactions,
        ScanPause pause,
        Executor beside,
        LookUpWait lookUps,
        Duration searches) {
    public CallInterceptors {
        calls = List.copyOf(calls);
    }

    /** Returns hooks that do nothing. */
    public static CallInterceptors real() {
        return new CallInterceptors(
                List.of(),
                TransactionHook.OPEN,
                ScanPause.sleeping(),
                work -> Thread.ofVirtual().name("beside").start(work),
                LookUpWait.blocking(),
                ComputePool.PATIENCE);
    }

    /** Returns the same with another hook around each transaction. */
    public CallInterceptors withTransactionHook(TransactionHook other) {
        return new CallInterceptors(calls, other, pause, beside, lookUps, searches);
    }

    /** Returns the same with another executor for work that an answer does not wait for. */
    public CallInterceptors beside(Executor other) {
        return new CallInterceptors(calls, transactions, pause, other, lookUps, searches);
    }
}
