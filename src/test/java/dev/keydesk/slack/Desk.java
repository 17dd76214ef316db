package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.chat.ScriptedSlack;
import dev.keydesk.chat.SlackIdentity;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.UserId;
import dev.keydesk.web.WebServer;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The gate behind a real server, in workspace T123 with app A123, and a scripted Slack beside it.
 */
final class Desk implements AutoCloseable {
    static final SecretText SECRET = SecretText.of("8f742231b10e8888abcd99yyyzzz85a5");
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    final ScriptedSlack slack = ScriptedSlack.start();
    final Chat chat = new Chat(slack.settings(), ChatTimeouts.standard());
    Optional<SlackIdentity> us =
            Optional.of(identity("T123", Optional.empty(), Optional.of("A123")));
    Instant now = NOON;
    final App app = BoltApp.create(chat, () -> us);
    private final WebServer web =
            new WebServer(
                    WebServer.Reach.THIS_MACHINE,
                    0,
                    Map.of(
                            "/slack/events",
                            new SlackGate(
                                    SECRET,
                                    () -> now,
                                    app,
                                    () -> us,
                                    chat,
                                    Thread::startVirtualThread)),
                    List::of,
                    new PrometheusRegistry());

    private Desk() {}

    static Desk open() {
        var desk = new Desk();
        desk.slack.says(
                "/api/auth.test", "{\"ok\":true,\"team_id\":\"T123\",\"user_id\":\"UBOT\"}");
        desk.chat.slackIdentity();
        desk.slack.nextHeard();
        desk.web.start();
        return desk;
    }

    static SlackIdentity identity(
            String team, Optional<String> enterprise, Optional<String> appId) {
        return new SlackIdentity(
                team, enterprise, new UserId("UBOT"), "BBOT", appId, "", Set.of("commands"));
    }

    int port() {
        return web.port();
    }

    URI door() {
        return URI.create("http://127.0.0.1:" + web.port() + "/slack/events");
    }

    Knock unsigned(String body) {
        return Knock.with(door(), body);
    }

    HttpResponse<String> gets(String body) {
        return unsigned(body).signed(SECRET, now).send();
    }

    HttpResponse<String> getsInteraction(String json) {
        return gets(Knock.interaction(json));
    }

    @Override
    public void close() {
        web.close();
        chat.close();
        slack.close();
    }
}
