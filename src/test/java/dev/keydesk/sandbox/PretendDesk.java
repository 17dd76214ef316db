package dev.keydesk.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** What stands behind the gateway in these tests: it answers what it is told to, and remembers. */
final class PretendDesk implements AutoCloseable {
    private final HttpServer server;
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
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
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

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request =
                    new Heard(
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().toString(),
                            Map.copyOf(exchange.getRequestHeaders()),
                            new String(body, StandardCharsets.UTF_8));
            heard.add(request);
            var says = answer.apply(request);
            says.headers().forEach(exchange.getResponseHeaders()::set);
            var bytes = says.body().getBytes(StandardCharsets.UTF_8);
            if (request.method().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
                exchange.sendResponseHeaders(says.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(says.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
