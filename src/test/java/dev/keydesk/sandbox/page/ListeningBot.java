package dev.keydesk.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Stands where the desk stands: takes what Slack sends, and answers what a test tells it to. */
final class ListeningBot implements AutoCloseable {
    private final LoopbackServer server;
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

    ListeningBot() {
        server = LoopbackServer.http(0, this::take);
    }

    URI address() {
        return server.address().resolve("/slack/events");
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

    private void take(HttpCall call) throws IOException {
        var delivery =
                new Delivery(
                        call.header("X-Slack-Request-Timestamp").orElse(""),
                        call.header("X-Slack-Signature").orElse(""),
                        call.text());
        deliveries.add(delivery);
        call.answer(status, Map.of("Content-Type", "application/json"), answer.apply(delivery));
    }

    @Override
    public void close() {
        server.close();
    }
}
