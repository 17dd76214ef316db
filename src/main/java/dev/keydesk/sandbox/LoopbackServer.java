package dev.keydesk.sandbox;

import static org.eclipse.jetty.http.HttpCompliance.Violation.UNSAFE_HOST_HEADER;

import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
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
import java.net.BindException;
import java.net.URI;
import java.time.Duration;

import javax.net.ssl.SSLContext;

/**
 * An HTTP server that no other machine can reach. Each request has a virtual thread of its own.
 *
 * <p>It adds no {@code Date} header, which would show the machine's time instead of the sandbox's.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);

    /** Clients keep connections for some minutes, and would take a closed one for a lost answer. */
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final Server server;
    private final ServerConnector connector;
    private final String scheme;

    private LoopbackServer(Server server, ServerConnector connector, String scheme) {
        this.server = server;
        this.connector = connector;
        this.scheme = scheme;
    }

    /** Answers each call; an exception closes the connection. */
    public interface Service {
        /** Answers the call. */
        void serve(HttpCall call) throws Exception;
    }

    /**
     * Starts listening.
     *
     * @param port 0 takes any free one
     * @throws UncheckedIOException if it cannot; its cause is a {@link BindException} if the port
     *     is taken
     */
    public static LoopbackServer http(int port, Service service) {
        return handling(port, handler(service));
    }

    /** The same with TLS. */
    public static LoopbackServer https(int port, SSLContext tls, Service service) {
        var certificate = new SslContextFactory.Server();
        certificate.setSslContext(tls);
        var secured = new SslConnectionFactory(certificate, HttpVersion.HTTP_1_1.asString());
        var server = new Server(threads());
        var connector = new ServerConnector(server, secured, plain());
        return new LoopbackServer(server, connector, "https").start(port, handler(service));
    }

    /** The same as {@link #http} for a Jetty handler. */
    static LoopbackServer handling(int port, Handler handler) {
        var server = new Server(threads());
        var connector = new ServerConnector(server, plain());
        return new LoopbackServer(server, connector, "http").start(port, handler);
    }

    private LoopbackServer start(int port, Handler handler) {
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(1);
        server.addConnector(connector);
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new UncheckedIOException(
                    "port %s is not free".formatted(port),
                    e.getCause() instanceof BindException taken ? taken : new IOException(e));
        }
        return this;
    }

    private static HttpConnectionFactory plain() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        // The service decides what a path or host means.
        http.setUriCompliance(UriCompliance.UNSAFE);
        http.setHttpCompliance(HttpCompliance.RFC9110.with("sandbox", UNSAFE_HOST_HEADER));
        return new HttpConnectionFactory(http);
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool();
        threads.setName("sandbox");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    private static Handler handler(Service service) {
        return new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                var call = new HttpCall(request, response, callback);
                try {
                    service.serve(call);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    call.hangUp();
                } catch (Exception e) {
                    LOG.error("a call of {} failed", call.path(), e);
                    call.hangUp();
                }
                return true;
            }
        };
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Returns its address without a path. */
    public URI address() {
        return URI.create("%s://127.0.0.1:%s".formatted(scheme, port()));
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("a server of the sandbox did not stop", e);
        }
    }
}
