package dev.keydesk.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before several nodes and gives each of them every other of Slack's deliveries. */
public final class Balancer implements AutoCloseable {
    /** Those the two sides settle between themselves. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "host", "upgrade", "http2-settings");

    private final List<URI> nodes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient line =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final AtomicInteger turn = new AtomicInteger();

    public Balancer(List<URI> nodes) {
        this.nodes = List.copyOf(nodes);
        try {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            server = HttpServer.create(loopback, 0);
        } catch (IOException unable) {
            throw new UncheckedIOException(unable);
        }
        server.createContext("/", this::passOn);
        server.setExecutor(threads);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    private void passOn(HttpExchange exchange) throws IOException {
        var node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        var request =
                HttpRequest.newBuilder(node.resolve(exchange.getRequestURI().toString()))
                        .POST(BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
        exchange.getRequestHeaders()
                .forEach((name, values) -> {
                    if (!OF_THE_CONNECTION.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        // Closing an exchange that was not answered hangs up on the caller.
        try (exchange) {
            answer(exchange, line.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer)
            throws IOException {
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!OF_THE_CONNECTION.contains(name)) {
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value));
                    }
                });
        var body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        line.shutdownNow();
    }
}
