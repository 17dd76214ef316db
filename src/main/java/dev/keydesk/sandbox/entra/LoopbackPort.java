package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.Faults;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import javax.net.ssl.SSLContext;

/**
 * Serves one service on a port of this machine that no other machine can reach, and lets the
 * planned faults happen to it. Each request has its own virtual thread.
 *
 * <p>The service says what time it is: a server that adds a Date of its own would tell the
 * machine's, which has nothing to do with the time in the sandbox.
 */
final class LoopbackPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPort.class);
    private static final EntraHttpAnswer NOTHING = EntraHttpAnswer.empty(0);

    /**
     * Callers keep connections for some minutes, and take one that was closed for a lost answer.
     */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Server server;
    private final ServerConnector connector;
    private final MicrosoftSite microsoftSite;
    private final Faults faults;
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoopbackPort(
            Server server, ServerConnector connector, MicrosoftSite microsoftSite, Faults faults) {
        this.server = server;
        this.connector = connector;
        this.microsoftSite = microsoftSite;
        this.faults = faults;
    }

    static LoopbackPort http(int port, MicrosoftSite microsoftSite, Faults faults) {
        var server = new Server(threads());
        return start(port, server, new ServerConnector(server, plain()), microsoftSite, faults);
    }

    static LoopbackPort https(
            int port, SSLContext tls, MicrosoftSite microsoftSite, Faults faults) {
        var certificate = new SslContextFactory.Server();
        certificate.setSslContext(tls);
        var secured = new SslConnectionFactory(certificate, HttpVersion.HTTP_1_1.asString());
        var server = new Server(threads());
        return start(
                port, server, new ServerConnector(server, secured, plain()), microsoftSite, faults);
    }

    private static LoopbackPort start(
            int port,
            Server server,
            ServerConnector connector,
            MicrosoftSite microsoftSite,
            Faults faults) {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(1);
        server.addConnector(connector);
        var opened = new LoopbackPort(server, connector, microsoftSite, faults);
        server.setHandler(opened.handler());
        try {
            server.start();
        } catch (Exception e) {
            opened.close();
            throw new UncheckedIOException(
                    "port %s is not free".formatted(port), new IOException(e));
        }
        return opened;
    }

    private static HttpConnectionFactory plain() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        return new HttpConnectionFactory(http);
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool();
        threads.setName("pretend-entra");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    int number() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the pretend Entra did not stop", e);
        }
    }

    private Handler handler() {
        return new Handler.Abstract() {
            @Override
            public boolean handle(
                    org.eclipse.jetty.server.Request incoming, Response response, Callback callback)
                    throws Exception {
                serve(incoming, new Line(incoming, response, callback));
                return true;
            }
        };
    }

    private void serve(org.eclipse.jetty.server.Request incoming, Line line) throws IOException {
        try {
            var request = EntraHttpRequest.read(incoming);
            var fault = faults.take(microsoftSite.nameOf(request));
            if (fault.isPresent()) {
                misbehave(line, request, fault.get());
            } else {
                tell(line, request, microsoftSite.answer(request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            line.hangUp();
        } catch (RuntimeException e) {
            LOG.error("the pretend Entra failed on {}", incoming.getHttpURI().getPath(), e);
            line.hangUp();
        }
    }

    private void misbehave(Line line, EntraHttpRequest request, Fault fault)
            throws InterruptedException {
        switch (fault) {
            case Fault.Refuse refuse -> tell(line, request, answerOf(refuse));
            case Fault.RefuseAfter refuse -> {
                microsoftSite.answer(request);
                tell(line, request, answerOf(refuse));
            }
            case Fault.AsUsual _ -> tell(line, request, microsoftSite.answer(request));
            case Fault.CutBefore _ -> {
                microsoftSite.note(request, NOTHING);
                line.hangUp();
            }
            case Fault.CutAfter _ -> {
                microsoftSite.answer(request);
                microsoftSite.note(request, NOTHING);
                line.hangUp();
            }
            case Fault.HangBefore _ -> {
                microsoftSite.note(request, NOTHING);
                closing.await();
                line.hangUp();
            }
            case Fault.HangAfter _ -> {
                microsoftSite.answer(request);
                microsoftSite.note(request, NOTHING);
                closing.await();
                line.hangUp();
            }
            case Fault.Slow(Duration delay) -> {
                Thread.sleep(delay);
                tell(line, request, microsoftSite.answer(request));
            }
        }
    }

    private static EntraHttpAnswer answerOf(Fault.Refuse refuse) {
        return new EntraHttpAnswer(refuse.status(), refuse.headers(), refuse.body());
    }

    private static EntraHttpAnswer answerOf(Fault.RefuseAfter refuse) {
        return new EntraHttpAnswer(refuse.status(), refuse.headers(), refuse.body());
    }

    /** Notes first, so that whoever holds the answer finds the call in the notes. */
    private void tell(Line line, EntraHttpRequest request, EntraHttpAnswer answer) {
        microsoftSite.note(request, answer);
        line.tell(answer);
    }

    /** The way back to whoever asked. */
    private record Line(
            org.eclipse.jetty.server.Request incoming, Response response, Callback callback) {
        void tell(EntraHttpAnswer answer) {
            response.setStatus(answer.status());
            answer.headers().forEach((name, value) -> response.getHeaders().put(name, value));
            Content.Sink.write(response, true, answer.body(), callback);
        }

        void hangUp() {
            incoming.getConnectionMetaData().getConnection().getEndPoint().close();
            callback.failed(new EofException("hung up on purpose"));
        }
    }
}
