package dev.keydesk.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.keydesk.entra.AppRegistration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A Graph with nothing in it but a very long list of app registrations, in pages of 999, which
 * makes a secret for any of them at once.
 */
final class PagedGraph implements AutoCloseable {
    private static final int PAGE = 999;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<AppRegistration> apps;
    private final Map<String, AppRegistration> byId;
    private final AtomicInteger made = new AtomicInteger();

    PagedGraph(List<AppRegistration> apps) {
        this.apps = apps;
        this.byId =
                apps.stream()
                        .collect(Collectors.toMap(AppRegistration::objectId, Function.identity()));
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        // Pick-ups come at once, and none may wait here for another.
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1.0";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var parts = exchange.getRequestURI().getPath().split("/", -1);
            if (parts[2].contains("(appId=")) {
                // The desk itself is not on the list.
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            send(
                    exchange,
                    switch (parts.length) {
                        case 3 -> page(exchange);
                        case 4 -> shown(Objects.requireNonNull(byId.get(parts[3])));
                        default -> secret(exchange);
                    });
        }
    }

    /** A secret as it was asked for, at once; the value is none. */
    private Map<String, Object> secret(HttpExchange exchange) throws IOException {
        var asked = JSON.readTree(exchange.getRequestBody()).path("passwordCredential");
        int number = made.incrementAndGet();
        return Map.of(
                "keyId", "f0b0b335-1111-4222-8333-%012d".formatted(number),
                "displayName", asked.path("displayName").asText(),
                "hint", "ben",
                "secretText", "bench~%034d".formatted(number),
                "startDateTime", asked.path("startDateTime").asText(),
                "endDateTime", asked.path("endDateTime").asText());
    }

    private Map<String, Object> page(HttpExchange exchange) {
        var query = String.valueOf(exchange.getRequestURI().getQuery());
        int from = query.startsWith("from=") ? Integer.parseInt(query.substring(5)) : 0;
        int to = Math.min(apps.size(), from + PAGE);
        Map<String, Object> page = new LinkedHashMap<>();
        if (to < apps.size()) {
            page.put("@odata.nextLink", url() + "/applications?from=" + to);
        }
        page.put("value", apps.subList(from, to).stream().map(PagedGraph::shown).toList());
        return page;
    }

    private static void send(HttpExchange exchange, Map<String, Object> answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static Map<String, Object> shown(AppRegistration app) {
        return Map.of(
                "id", app.objectId(),
                "appId", app.clientId(),
                "displayName", app.name(),
                "signInAudience", app.signInAudience(),
                "passwordCredentials", app.secrets().stream().map(PagedGraph::shown).toList());
    }

    private static Map<String, Object> shown(AppRegistration.Secret secret) {
        return Map.of(
                "keyId", secret.keyId(),
                "displayName", secret.name().orElse(""),
                "hint", secret.hint().orElse(""),
                "startDateTime", secret.start().toString(),
                "endDateTime", secret.end().toString());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
