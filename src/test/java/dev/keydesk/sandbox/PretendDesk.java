package dev.keydesk.sandbox;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** What stands behind the gateway in these tests: it answers what it is told to, and remembers. */
final class PretendDesk implements AutoCloseable {
    private final LoopbackServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private volatile Function<Heard, Says> answer = _ -> Says.text(200, "");

    record Heard(String method, String uri, Map<String, List<String>> headers, String body) {
        Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> String.join("; ", header.getValue()))
                    .findFirst();
        }
    }

    record Says(int status, Map<String, String> headers, String body) {
        static Says text(int status, String body) {
            return new Says(status, Map.of("Content-Type", "text/plain"), body);
        }

        static Says html(String body) {
            return new Says(200, Map.of("Content-Type", "text/html; charset=utf-8"), body);
        }

        static Says json(String body) {
            return new Says(200, Map.of("Content-Type", "application/json"), body);
        }
    }

    PretendDesk() {
        server = LoopbackServer.http(0, this::handle);
    }

    URI address() {
        return server.address();
    }

    void says(Function<Heard, Says> how) {
        answer = how;
    }

    void says(Says what) {
        answer = _ -> what;
    }

    List<Heard> heard() {
        return heard;
    }

    Heard last() {
        return heard.getLast();
    }

    private void handle(HttpCall call) throws IOException {
        var request = new Heard(call.method(), call.uri().toString(), call.headers(), call.text());
        heard.add(request);
        var says = answer.apply(request);
        call.answer(says.status(), says.headers(), says.body());
    }

    @Override
    public void close() {
        server.close();
    }
}
