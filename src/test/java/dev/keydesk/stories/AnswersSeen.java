package dev.keydesk.stories;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between Slack and the desk, and keeps what the desk answers to deliveries. */
final class AnswersSeen implements AutoCloseable {
    private final LoopbackServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI desk;
    private final List<String> answers = new CopyOnWriteArrayList<>();

    AnswersSeen(URI desk) {
        this.desk = desk;
        server = LoopbackServer.http(0, this::passOn);
    }

    URI address() {
        return server.address().resolve("/slack/events");
    }

    List<String> answers() {
        return List.copyOf(answers);
    }

    private void passOn(HttpCall call) throws IOException, InterruptedException {
        var ask = HttpRequest.newBuilder(desk).POST(BodyPublishers.ofString(call.text()));
        call.headers()
                .forEach((name, values) -> {
                    var lower = name.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("x-slack-") || lower.equals("content-type")) {
                        ask.header(name, values.getFirst());
                    }
                });
        var answer = client.send(ask.build(), BodyHandlers.ofString());
        answers.add(answer.body());
        var type = answer.headers().firstValue("Content-Type");
        call.answer(
                answer.statusCode(),
                type.map(it -> Map.of("Content-Type", it)).orElse(Map.of()),
                answer.body());
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
    }
}
