package dev.keydesk.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.keydesk.config.SecretText;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.web.WebServer;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * What a bot would be without everything a desk is for, on the same HTTP server: a page that only
 * checks the signature, one that keeps the click in SQLite as durably as the desk does, and one
 * that suggests apps from a list.
 */
final class PlainBot implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final WebServer web;
    private final Connection database;
    private final PlainList list;

    PlainBot(Path folder, SecretText signingSecret, List<AppRegistration> apps)
            throws SQLException {
        list = new PlainList(apps);
        database = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("plain.db"));
        try (var statement = database.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = full");
            statement.execute("create table click (body text not null)");
        }
        web =
                new WebServer(
                        WebServer.Reach.THIS_MACHINE,
                        0,
                        Map.of(
                                "/signed", new PlainServlet(signingSecret, _ -> ""),
                                "/stored", new PlainServlet(signingSecret, this::store),
                                "/suggested", new PlainServlet(signingSecret, this::suggest)),
                        List::of,
                        new PrometheusRegistry());
        web.start();
    }

    URI signed() {
        return page("signed");
    }

    URI stored() {
        return page("stored");
    }

    URI suggested() {
        return page("suggested");
    }

    private URI page(String name) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(web.port(), name));
    }

    private String store(String body) {
        synchronized (database) {
            try (var insert = database.prepareStatement("insert into click (body) values (?)")) {
                insert.setString(1, body);
                insert.executeUpdate();
                return "";
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private String suggest(String body) {
        try {
            var json = URLDecoder.decode(body.substring(8), StandardCharsets.UTF_8);
            var options =
                    list.containing(JSON.readTree(json).path("value").asText(), 100).stream()
                            .map(PlainBot::option)
                            .toList();
            return JSON.writeValueAsString(Map.of("options", options));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> option(AppRegistration app) {
        return Map.of(
                "text", Map.of("type", "plain_text", "text", app.name()),
                "value", app.objectId());
    }

    @Override
    public void close() throws SQLException {
        web.close();
        database.close();
    }
}
