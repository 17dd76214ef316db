package dev.keydesk.sandbox.page;

import com.sun.net.httpserver.HttpServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the page on which people play with the pretend Slack and the pretend Entra. Only this
 * machine reaches it, and only its own page may use it; any number of windows may be open, each
 * with its own person, and each sees at once what the others do.
 */
public final class PageServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final int PORTS_TRIED = 20;
    private static final int LAST_PORT = 65_535;

    private final ChangeNotifier bell = new ChangeNotifier();
    private final PageEntry door;
    private final BotWatch botWatch;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile Optional<HttpServer> running = Optional.empty();

    public PageServer(WorldStage worldStage) {
        var swapLock = new SwapLock(worldStage, bell);
        this.door = new PageEntry(swapLock, new EventStream(bell));
        this.botWatch = new BotWatch(swapLock, bell);
    }

    /** Listens on this port, on the next free one if it is taken, on any for 0. */
    public void start(int port) {
        // Without it, an answer in two packets waits 40 ms for an acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var server = bind(port);
        server.setExecutor(threads);
        server.createContext("/", door);
        server.start();
        running = Optional.of(server);
        botWatch.start();
    }

    public int port() {
        return running.orElseThrow(() -> new IllegalStateException("start() was not called"))
                .getAddress()
                .getPort();
    }

    /** What to open in a browser. */
    public URI address() {
        return URI.create("http://127.0.0.1:%s/".formatted(port()));
    }

    @Override
    public void close() {
        bell.close();
        running.ifPresent(server -> server.stop(0));
        threads.shutdownNow();
    }

    private static HttpServer bind(int wanted) {
        int last = Math.min(wanted + PORTS_TRIED, LAST_PORT);
        for (int port = wanted; port <= last; port++) {
            var server = tryPort(port);
            if (server.isPresent()) {
                if (port != wanted) {
                    LOG.warn("Port {} is taken; the page is on port {} instead.", wanted, port);
                }
                return server.get();
            }
        }
        throw new IllegalStateException(
                "Ports %s to %s are all taken. Name another one.".formatted(wanted, last));
    }

    private static Optional<HttpServer> tryPort(int port) {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
            return Optional.of(HttpServer.create(address, 0));
        } catch (BindException taken) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("the page could not listen on port " + port, e);
        }
    }
}
