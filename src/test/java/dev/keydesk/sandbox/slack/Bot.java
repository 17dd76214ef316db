package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The other end of the wire in these tests: it answers what it is told to, and remembers. */
final class Bot implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Function<Received, Ack> answer = _ -> Ack.empty();

    /** One request as it came. */
    record Received(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> form() {
            Map<String, String> fields = new HashMap<>();
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                fields.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
            return fields;
        }

        String payloadText() {
            return form().getOrDefault("payload", "");
        }

        JsonNode payload() {
            return Json.read(payloadText()).orElseThrow();
        }
    }

    record Ack(int status, String contentType, String body) {
        static Ack empty() {
            return new Ack(200, "text/plain", "");
        }

        static Ack json(String body) {
            return new Ack(200, "application/json", body);
        }
    }

    Bot() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    void answers(Function<Received, Ack> how) {
        answer = how;
    }

    void answers(Ack ack) {
        answer = _ -> ack;
    }

    Received last() {
        return received.getLast();
    }

    List<Received> received() {
        return received;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders().forEach((name, all) -> headers.put(name, all.getFirst()));
            var request =
                    new Received(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath(),
                            headers,
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            received.add(request);
            Ack ack = answer.apply(request);
            byte[] body = ack.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", ack.contentType());
            exchange.sendResponseHeaders(ack.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
