package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.LoopbackServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.util.Optional;

/**
 * Serves the page on which people use the simulated Slack and Entra. Only this machine can reach
 * it, and only its own page may use it. Any number of windows may be open, each with its own
 * person, and each sees at once what the others do.
 */
public final class PageServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PageServer.class);
    private static final int PORTS_TRIED = 20;
    private static final int LAST_PORT = 65_535;

    private final ChangeNotifier bell = new ChangeNotifier();
    private final PageEntry door;
    private final BotWatch botWatch;
    private volatile Optional<LoopbackServer> running = Optional.empty();

    /** Serves the world of this stage; not started yet. */
    public PageServer(WorldStage worldStage) {
        var swapLock = new SwapLock(worldStage, bell);
        this.door = new PageEntry(swapLock, new EventStream(bell));
        this.botWatch = new BotWatch(swapLock, bell);
    }

    /** Listens on this port, on the next free one if it is taken, or on any free one for 0. */
    public void start(int port) {
        running = Optional.of(bind(port));
        botWatch.start();
    }

    /** Returns the port. */
    public int port() {
        return running.orElseThrow(() -> new IllegalStateException("start() was not called"))
                .port();
    }

    /** Returns the address to open in a browser. */
    public URI address() {
        return URI.create("http://127.0.0.1:%s/".formatted(port()));
    }

    @Override
    public void close() {
        bell.close();
        running.ifPresent(LoopbackServer::close);
    }

    private LoopbackServer bind(int wanted) {
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

    private Optional<LoopbackServer> tryPort(int port) {
        try {
            return Optional.of(LoopbackServer.http(port, door));
        } catch (UncheckedIOException notThere) {
            if (notThere.getCause() instanceof BindException) {
                return Optional.empty();
            }
            throw notThere;
        }
    }
}
