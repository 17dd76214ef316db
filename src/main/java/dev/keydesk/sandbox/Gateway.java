package dev.keydesk.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The reverse proxy before the made-up company's desk, as a load balancer stands there in real
 * life: people know its address, and it knows the bots.
 *
 * <p>It passes on what belongs to the one-time link, and pictures for Slack, and nothing else. It
 * listens on this machine only, and writes no path, header or body to any log.
 */
public final class Gateway implements AutoCloseable {
    private static final List<String> OPEN_TO_PEOPLE = List.of("/pick-up/", "/page/", "/months/");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Bots> bots = new AtomicReference<>(Bots.none());
    private final AtomicBoolean losesNext = new AtomicBoolean();

    /** Takes any free port, so that the address is known before the bot starts. */
    public Gateway() {
        try {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            server = HttpServer.create(loopback, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("the gateway found no free port", e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
    }

    public void start() {
        // Without it, an answer in two packets waits 40 ms for an acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server.start();
    }

    /** Where people reach the desk, without a path. */
    public URI address() {
        return URI.create("http://127.0.0.1:%s".formatted(server.getAddress().getPort()));
    }

    /** From now on these bots take turns; what is under way with others is finished. */
    public void leadTo(List<URI> addresses) {
        // Connections to a bot that is gone are not kept: one of them could swallow a request.
        bots.getAndSet(Bots.at(addresses)).retire();
    }

    /**
     * The next answer to a POST gets lost: the bot has done its work, and the caller is cut off.
     * What a browser fetches besides, a picture or a script, arrives as ever.
     */
    public void loseNextAnswer() {
        losesNext.set(true);
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange that was not answered hangs up on the caller.
        try (exchange) {
            if (isOpenToPeople(exchange.getRequestURI())) {
                passOn(exchange);
            } else {
                say(exchange, 404, "There is nothing here.");
            }
        }
    }

    /** A path that climbs out of its folder would lead to what is not for people. */
    private static boolean isOpenToPeople(URI asked) {
        var path = Optional.ofNullable(asked.getPath()).orElse("");
        return OPEN_TO_PEOPLE.stream().anyMatch(path::startsWith)
                && !Arrays.asList(path.split("/", -1)).contains("..");
    }

    private void passOn(HttpExchange exchange) throws IOException {
        Optional<HttpResponse<byte[]>> answer;
        try {
            answer = bots.get().ask(PassedOn.read(exchange));
        } catch (IllegalArgumentException _) {
            say(exchange, 400, "That is no request for a desk.");
            return;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return;
        }
        if (answer.isEmpty()) {
            say(exchange, 502, "The desk does not answer. Try again in a minute.");
        } else if (!isLost(exchange.getRequestMethod())) {
            PassedOn.back(answer.get(), exchange);
        }
    }

    private boolean isLost(String method) {
        return method.equals("POST") && losesNext.getAndSet(false);
    }

    private static void say(HttpExchange exchange, int status, String sentence) throws IOException {
        var text = (sentence + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        PassedOn.send(exchange, status, text);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        bots.get().close();
    }
}
