package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.Faults;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import javax.net.ssl.SSLContext;

/**
 * Serves one service on a port of this machine, and applies the planned faults. The service sets
 * the time.
 */
final class LoopbackPort implements AutoCloseable {
    private static final EntraHttpAnswer NOTHING = EntraHttpAnswer.empty(0);

    private final LoopbackServer server;
    private final MicrosoftSite microsoftSite;
    private final Faults faults;
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoopbackPort(
            Function<LoopbackServer.Service, LoopbackServer> open,
            MicrosoftSite microsoftSite,
            Faults faults) {
        this.microsoftSite = microsoftSite;
        this.faults = faults;
        this.server = open.apply(this::serve);
    }

    static LoopbackPort http(int port, MicrosoftSite microsoftSite, Faults faults) {
        return new LoopbackPort(calls -> LoopbackServer.http(port, calls), microsoftSite, faults);
    }

    static LoopbackPort https(
            int port, SSLContext tls, MicrosoftSite microsoftSite, Faults faults) {
        return new LoopbackPort(
                calls -> LoopbackServer.https(port, tls, calls), microsoftSite, faults);
    }

    int number() {
        return server.port();
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }

    private void serve(HttpCall call) throws IOException, InterruptedException {
        var request = EntraHttpRequest.read(call);
        var fault = faults.take(microsoftSite.nameOf(request));
        if (fault.isPresent()) {
            misbehave(call, request, fault.get());
        } else {
            tell(call, request, microsoftSite.answer(request));
        }
    }

    private void misbehave(HttpCall call, EntraHttpRequest request, Fault fault)
            throws InterruptedException {
        switch (fault) {
            case Fault.Refuse refuse -> tell(call, request, answerOf(refuse));
            case Fault.RefuseAfter refuse -> {
                microsoftSite.answer(request);
                tell(call, request, answerOf(refuse));
            }
            case Fault.AsUsual _ -> tell(call, request, microsoftSite.answer(request));
            case Fault.CutBefore _ -> {
                microsoftSite.note(request, NOTHING);
                call.hangUp();
            }
            case Fault.CutAfter _ -> {
                microsoftSite.answer(request);
                microsoftSite.note(request, NOTHING);
                call.hangUp();
            }
            case Fault.HangBefore _ -> {
                microsoftSite.note(request, NOTHING);
                closing.await();
                call.hangUp();
            }
            case Fault.HangAfter _ -> {
                microsoftSite.answer(request);
                microsoftSite.note(request, NOTHING);
                closing.await();
                call.hangUp();
            }
            case Fault.Slow(Duration delay) -> {
                Thread.sleep(delay);
                tell(call, request, microsoftSite.answer(request));
            }
        }
    }

    private static EntraHttpAnswer answerOf(Fault.Refuse refuse) {
        return new EntraHttpAnswer(refuse.status(), refuse.headers(), refuse.body());
    }

    private static EntraHttpAnswer answerOf(Fault.RefuseAfter refuse) {
        return new EntraHttpAnswer(refuse.status(), refuse.headers(), refuse.body());
    }

    /** Records the call first, so that a caller with the answer finds it in the record. */
    private void tell(HttpCall call, EntraHttpRequest request, EntraHttpAnswer answer) {
        microsoftSite.note(request, answer);
        call.answer(answer.status(), answer.headers(), answer.body());
    }
}
