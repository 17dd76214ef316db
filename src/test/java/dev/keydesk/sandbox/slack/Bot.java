package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** The other end of the wire in these tests: it answers what it is told to, and remembers. */
final class Bot implements AutoCloseable {
    private final LoopbackServer server;
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

    Bot() {
        server = LoopbackServer.http(0, this::handle);
    }

    URI address() {
        return server.address().resolve("/");
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

    private void handle(HttpCall call) throws IOException {
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        call.headers().forEach((name, all) -> headers.put(name, all.getFirst()));
        var request = new Received(call.method(), call.path(), headers, call.text());
        received.add(request);
        var ack = answer.apply(request);
        call.answer(ack.status(), Map.of("Content-Type", ack.contentType()), ack.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
