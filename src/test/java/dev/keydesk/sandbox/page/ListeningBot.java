package dev.keydesk.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands where the desk stands: takes what Slack sends, and answers what a test tells it to. */
final class ListeningBot implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile Function<Delivery, String> answer = _ -> "";
    private volatile int status = 200;

    record Delivery(String timestamp, String signature, String body) {
        String field(String name) {
            return RequestFields.ofQuery(body).text(name);
        }

        JsonNode payload() {
            return PageJson.read(field("payload").getBytes(StandardCharsets.UTF_8));
        }
    }

    ListeningBot() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/slack/events", this::take);
        server.start();
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/slack/events".formatted(server.getAddress().getPort()));
    }

    /** An empty answer acknowledges; anything else is sent as JSON. */
    void answers(Function<Delivery, String> how) {
        answer = how;
    }

    void answersWithStatus(int other) {
        status = other;
    }

    Delivery last() {
        return deliveries.getLast();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            var delivery =
                    new Delivery(
                            headers.getFirst("X-Slack-Request-Timestamp"),
                            headers.getFirst("X-Slack-Signature"),
                            body);
            deliveries.add(delivery);
            byte[] told = answer.apply(delivery).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders()
                    .putAll(Map.of("Content-Type", List.of("application/json")));
            exchange.sendResponseHeaders(status, told.length == 0 ? -1 : told.length);
            exchange.getResponseBody().write(told);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
