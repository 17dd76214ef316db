package dev.keydesk.stories;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between Slack and the desk, and keeps what the desk answers to deliveries. */
final class AnswersSeen implements AutoCloseable {
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI desk;
    private final List<String> answers = new CopyOnWriteArrayList<>();

    AnswersSeen(URI desk) {
        this.desk = desk;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        server.createContext("/", this::passOn);
        server.start();
    }

    URI address() {
        return URI.create(
                "http://127.0.0.1:%d/slack/events".formatted(server.getAddress().getPort()));
    }

    List<String> answers() {
        return List.copyOf(answers);
    }

    private void passOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            var ask =
                    HttpRequest.newBuilder(desk)
                            .POST(
                                    BodyPublishers.ofByteArray(
                                            exchange.getRequestBody().readAllBytes()));
            exchange.getRequestHeaders()
                    .forEach((name, values) -> {
                        var lower = name.toLowerCase(Locale.ROOT);
                        if (lower.startsWith("x-slack-") || lower.equals("content-type")) {
                            ask.header(name, values.getFirst());
                        }
                    });
            var answer = client.send(ask.build(), BodyHandlers.ofString());
            answers.add(answer.body());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            var bytes = answer.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(
                    answer.statusCode(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
    }
}
