package dev.keydesk.web;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import jakarta.servlet.http.HttpServlet;

import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The HTTP server: the given servlets, and {@code /health}, {@code /ready} and {@code /metrics}.
 *
 * <p>Requests run on virtual threads. {@link #close} lets running ones finish for ten seconds and
 * refuses new ones. No answer contains a version or a stack trace.
 */
public final class WebServer implements AutoCloseable {
    private static final Duration TIME_TO_FINISH = Duration.ofSeconds(10);

    /**
     * Between two requests of a connection. Longer than proxies keep theirs (most a minute, some
     * two), because a connection that is closed just as a proxy uses it again loses Slack's
     * request.
     */
    private static final Duration BETWEEN_REQUESTS = Duration.ofSeconds(150);

    /** Between two bytes of a body or an answer. */
    private static final Duration BETWEEN_BYTES = Duration.ofSeconds(3);

    private final Server server;
    private final ServerConnector connector;
    private final Map<String, HttpServlet> servlets;

    /** Who can connect to the server. */
    public enum Reach {
        /** Programs on this machine, such as a proxy or the sandbox. */
        THIS_MACHINE,
        EVERYBODY
    }

    /**
     * @param port 0 for any free one
     * @param servlets by path
     * @param probes read for each request, so they must answer from memory
     */
    public WebServer(
            Reach reach,
            int port,
            Map<String, HttpServlet> servlets,
            Supplier<List<HealthProbe>> probes,
            PrometheusRegistry registry) {
        this.servlets = Map.copyOf(servlets);
        this.server = new Server(threads());
        this.connector = connector(server, reach, port);
        server.addConnector(connector);
        var limits =
                new ConnectionLimits(
                        new GracefulHandler(
                                new SecurityHeaders(
                                        new PlainRequests(pages(servlets, probes, registry)))));
        connector.addBean(limits, false);
        server.setHandler(limits);
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(TIME_TO_FINISH.toMillis());
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool();
        threads.setName("web");
        threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
        return threads;
    }

    private static ServerConnector connector(Server server, Reach reach, int port) {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setIdleTimeout(BETWEEN_BYTES.toMillis());
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(reach == Reach.THIS_MACHINE ? "127.0.0.1" : null);
        connector.setPort(port);
        connector.setIdleTimeout(BETWEEN_REQUESTS.toMillis());
        connector.setShutdownIdleTimeout(50);
        return connector;
    }

    private static Handler pages(
            Map<String, HttpServlet> servlets,
            Supplier<List<HealthProbe>> probes,
            PrometheusRegistry registry) {
        var context = new ServletContextHandler();
        context.setErrorHandler(new PlainErrors());
        servlets.forEach((path, servlet) -> context.addServlet(new ServletHolder(servlet), path));
        context.addServlet(new ServletHolder(ProbePage.health(probes)), "/health");
        context.addServlet(new ServletHolder(ProbePage.ready(probes)), "/ready");
        context.addServlet(new ServletHolder(new MetricsPage(registry)), "/metrics");
        return context;
    }

    /**
     * @throws IllegalStateException if the port is not available; its message says what to do
     */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw cannotListen(connector.getPort(), e);
        }
    }

    /**
     * Binds the port and releases it again, before anything is made that needs it.
     *
     * @throws IllegalStateException if the port is not available; its message says what to do
     */
    public static void refuseTakenPort(Reach reach, int port) {
        try (var look = ServerSocketChannel.open()) {
            // The server sets this too: the remains of closed connections do not matter.
            look.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            look.bind(
                    reach == Reach.THIS_MACHINE
                            ? new InetSocketAddress(InetAddress.getLoopbackAddress(), port)
                            : new InetSocketAddress(port));
        } catch (IOException | SecurityException taken) {
            throw cannotListen(port, taken);
        }
    }

    private static IllegalStateException cannotListen(int port, Exception why) {
        return new IllegalStateException(
                "Cannot listen on port %s. Another program may use it; set PORT to a free one."
                        .formatted(port),
                why);
    }

    /** Returns the address on which the server listens, for the log. */
    public String address() {
        return connector.getHost() == null ? "every address" : connector.getHost();
    }

    /**
     * Returns the servlet at that path, for callers that do not use the network.
     *
     * @param path as registered, such as {@code /pick-up/*}
     */
    public HttpServlet servlet(String path) {
        var servlet = servlets.get(path);
        if (servlet == null) {
            throw new IllegalArgumentException("nothing answers at " + path);
        }
        return servlet;
    }

    /** Returns the port, also if any free one was requested. */
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop in time", e);
        }
    }
}
