package dev.keydesk.sandbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One request as a reverse proxy passes it on: everything but the headers that are about one
 * connection only, with the caller's address added to {@code X-Forwarded-For}.
 */
record PassedOn(String method, String pathAndQuery, List<Header> headers, BodyPublisher body) {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** RFC 9110, 7.6.1; and what the next connection says for itself. */
    private static final Set<String> OF_ONE_CONNECTION =
            lowerCase(
                    Stream.of(
                            "Connection",
                            "Keep-Alive",
                            "Proxy-Authenticate",
                            "Proxy-Authorization",
                            "Proxy-Connection",
                            "TE",
                            "Trailer",
                            "Transfer-Encoding",
                            "Upgrade",
                            "Host",
                            "Expect",
                            "Content-Length"));

    record Header(String name, String value) {}

    static PassedOn read(HttpExchange exchange) throws IOException {
        var asked = exchange.getRequestURI();
        var query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        return new PassedOn(
                exchange.getRequestMethod(),
                asked.getRawPath() + query,
                headers(exchange),
                body(exchange.getRequestBody().readAllBytes()));
    }

    private static BodyPublisher body(byte[] bytes) {
        return bytes.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes);
    }

    private static List<Header> headers(HttpExchange exchange) {
        var came = exchange.getRequestHeaders();
        var passed = new ArrayList<>(passedOn(came));
        passed.removeIf(header -> header.name().equalsIgnoreCase(FORWARDED_FOR));
        var callers = new ArrayList<>(came.getOrDefault(FORWARDED_FOR, List.of()));
        callers.add(exchange.getRemoteAddress().getAddress().getHostAddress());
        passed.add(new Header(FORWARDED_FOR, String.join(", ", callers)));
        return passed;
    }

    private static List<Header> passedOn(Map<String, List<String>> came) {
        var lines = new Headers(came);
        var staying = new TreeSet<>(OF_ONE_CONNECTION);
        staying.addAll(namedIn(lines.getOrDefault("Connection", List.of())));
        return lines.entrySet().stream()
                .filter(line -> !staying.contains(line.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(line -> line.getValue().stream().map(it -> new Header(line.getKey(), it)))
                .toList();
    }

    private static Set<String> namedIn(List<String> connection) {
        return lowerCase(connection.stream().flatMap(line -> Arrays.stream(line.split(",", -1))));
    }

    private static Set<String> lowerCase(Stream<String> names) {
        var all = new TreeSet<String>();
        names.map(name -> name.strip().toLowerCase(Locale.ROOT)).forEach(all::add);
        return all;
    }

    /**
     * The same for that bot.
     *
     * @throws IllegalArgumentException if this is nothing one can say in HTTP
     */
    HttpRequest to(URI bot, Duration patience) {
        var address = bot.toString().replaceAll("/+$", "") + pathAndQuery;
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(patience);
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request.method(method, body).build();
    }

    /** Gives the caller what the bot answered; only the date is the gateway's own. */
    static void back(HttpResponse<byte[]> answer, HttpExchange exchange) throws IOException {
        passedOn(answer.headers().map())
                .forEach(line -> exchange.getResponseHeaders().add(line.name(), line.value()));
        // An answer to HEAD says how long the body would be, and has none.
        if (isHead(exchange)) {
            answer.headers()
                    .firstValue("Content-Length")
                    .ifPresent(
                            length -> exchange.getResponseHeaders().set("Content-Length", length));
        }
        send(exchange, answer.statusCode(), answer.body());
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        boolean hasBody = body.length > 0 && !isHead(exchange);
        exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
        if (hasBody) {
            exchange.getResponseBody().write(body);
        }
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }
}
