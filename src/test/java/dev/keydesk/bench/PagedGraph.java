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

/** A Graph with nothing in it but a very long list of app registrations, in pages of 999. */
final class PagedGraph implements AutoCloseable {
    private static final int PAGE = 999;
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final List<AppRegistration> apps;

    PagedGraph(List<AppRegistration> apps) {
        this.apps = apps;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::page);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1.0";
    }

    private void page(HttpExchange exchange) throws IOException {
        try (exchange) {
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            int from = query.startsWith("from=") ? Integer.parseInt(query.substring(5)) : 0;
            int to = Math.min(apps.size(), from + PAGE);
            Map<String, Object> page = new LinkedHashMap<>();
            if (to < apps.size()) {
                page.put("@odata.nextLink", url() + "/applications?from=" + to);
            }
            page.put("value", apps.subList(from, to).stream().map(PagedGraph::shown).toList());
            byte[] body = JSON.writeValueAsBytes(page);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
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
    }
}
