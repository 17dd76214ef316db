package dev.keydesk;

import dev.keydesk.entra.Pause;
import dev.keydesk.store.Boundary;

import okhttp3.Interceptor;

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
 */
public record Outside(
        List<Interceptor> calls, Boundary transactions, Pause pause, Executor beside) {
    public Outside {
        calls = List.copyOf(calls);
    }

    public static Outside real() {
        return new Outside(
                List.of(),
                Boundary.OPEN,
                Pause.sleeping(),
                work -> Thread.ofVirtual().name("beside").start(work));
    }
}
