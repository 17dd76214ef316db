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
 * What lies between the desk and everything outside of it. In real life that is a network and a
 * disk, and nothing of ours.
 *
 * @param calls what calls to Slack and to Graph pass last before they leave us
 * @param transactions what stands around each transaction
 * @param pause how the scan waits when Entra asks for that
 * @param beside does what an answer does not wait for
 * @param lookUps how somebody waits for a look-up that somebody else has begun
 * @param searches how long somebody waits for a search, by the machine's own time
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

    public static CallInterceptors real() {
        return new CallInterceptors(
                List.of(),
                TransactionHook.OPEN,
                ScanPause.sleeping(),
                work -> Thread.ofVirtual().name("beside").start(work),
                LookUpWait.blocking(),
                ComputePool.PATIENCE);
    }

    /** The same with something else around each transaction. */
    public CallInterceptors around(TransactionHook other) {
        return new CallInterceptors(calls, other, pause, beside, lookUps, searches);
    }

    /** The same, where something else does what an answer does not wait for. */
    public CallInterceptors beside(Executor other) {
        return new CallInterceptors(calls, transactions, pause, other, lookUps, searches);
    }
}
