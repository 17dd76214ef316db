package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.util.http.SlackHttpClient;

import dev.keydesk.config.ChannelId;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A workspace with alice, bob and a channel, a bot at its other end, and a clock that stands. */
final class SlackTestSetup implements AutoCloseable {
    private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");
    final Workspace workspace = new Workspace();
    final SimulatedSlack slack = new SimulatedSlack(workspace, (InstantSource) () -> now);
    final Bot bot = new Bot();
    final WorkspaceMember alice = workspace.person("alice");
    final WorkspaceMember bob = workspace.person("bob");
    final ChannelId approvals = workspace.channel("approvals", false);
    private final HttpClient http = HttpClient.newHttpClient();

    SlackTestSetup() throws IOException {
        workspace.join(approvals, alice.id(), bob.id());
        workspace.inviteBot(approvals);
        slack.start(0);
        slack.deliverTo(bot.address());
    }

    Instant now() {
        return now;
    }

    void timePasses(Duration time) {
        now = now.plus(time);
    }

    /** Slack's own client, pointed here. */
    MethodsClient client() {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.apiUrl().toString());
        config.setStatsEnabled(false);
        // They would print whole bodies.
        config.getHttpClientResponseHandlers().clear();
        return Slack.getInstance(config, SlackHttpClient.buildSlackHttpClient(config))
                .methods(slack.botToken().reveal());
    }

    JsonNode call(String method, Map<String, String> fields) {
        return Json.read(post(method, Deliveries.form(fields)).body()).orElseThrow();
    }

    HttpResponse<String> post(String method, String form) {
        return send(
                HttpRequest.newBuilder(slack.apiUrl().resolve(method))
                        .header("Authorization", "Bearer " + slack.botToken().reveal())
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build());
    }

    HttpResponse<String> postJson(URI to, String json) {
        return send(
                HttpRequest.newBuilder(to)
                        .header("Authorization", "Bearer " + slack.botToken().reveal())
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(json))
                        .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String error(String method, Map<String, String> fields) {
        return call(method, fields).path("error").asText();
    }

    MessageKey posted(String blocks) {
        JsonNode answer =
                call(
                        "chat.postMessage",
                        Map.of("channel", approvals.value(), "text", "a card", "blocks", blocks));
        if (!answer.path("ok").asBoolean()) {
            throw new IllegalArgumentException(answer.toString());
        }
        return new MessageKey(approvals, answer.path("ts").asText());
    }

    /** A command of alice that the bot answers with this modal; its id comes back. */
    String opened(String modal) {
        bot.answers(request -> {
            var trigger = request.form().get("trigger_id");
            call("views.open", Map.of("trigger_id", trigger, "view", modal));
            return Bot.Ack.empty();
        });
        slack.command(alice.id(), approvals, "/new-client-secret", "");
        bot.answers(Bot.Ack.empty());
        return slack.views(alice.id()).getLast().id();
    }

    @Override
    public void close() {
        http.shutdownNow();
        slack.close();
        bot.close();
    }
}
