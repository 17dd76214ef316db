package dev.keydesk.sandbox.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.util.http.SlackHttpClient;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.SecretText;
import dev.keydesk.sandbox.entra.SimulatedEntra;
import dev.keydesk.sandbox.entra.Tenant;
import dev.keydesk.sandbox.entra.Timing;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Workspace;
import dev.keydesk.sandbox.slack.WorkspaceMember;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * The page's server before a small company, with a bot at the other end and a clock that stands.
 */
final class PageLab implements AutoCloseable {
    static final SecretText DESK_SECRET = SecretText.of("desk-secret-of-this-test-0123456789");

    private final SlackHttpClient slackHttp =
            SlackHttpClient.buildSlackHttpClient(new SlackConfig());
    private final HttpClient http = HttpClient.newHttpClient();
    final Clock clock = new Clock();
    final Workspace workspace = new Workspace();
    final SimulatedSlack slack = new SimulatedSlack(workspace, clock::now);
    final Tenant tenant =
            new Tenant("11111111-2222-4333-8444-555555555555", clock::now, new Random(7));
    final SimulatedEntra entra = new SimulatedEntra(tenant, clock::now);
    final Desk desk = new Desk();
    final ListeningBot bot = new ListeningBot();
    final WorkspaceMember alice = workspace.person("alice");
    final WorkspaceMember bob = workspace.person("bob");
    final ChannelId approvals = workspace.channel("approvals", false);
    final PageServer page = new PageServer(worldStage());

    /** One world that never changes. */
    WorldStage worldStage() {
        return new Bare(new HostedWorld("1", slack, entra, desk, clock, Map.of(), false), desk);
    }

    private record Bare(HostedWorld hostedWorld, Desk arrives) implements WorldStage {
        @Override
        public void awaitTheDesk() {
            try {
                arrives.coming.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public List<SceneLine> scenes() {
            return List.of(new SceneLine("start", "Nothing has happened yet", "alice", ""));
        }

        @Override
        public void begin(String scene) {}
    }

    PageLab() throws IOException {
        workspace.join(approvals, alice.id(), bob.id());
        workspace.inviteBot(approvals);
        slack.start(0);
        slack.deliverTo(bot.address());
        tenant.desk("Keydesk", DESK_SECRET, "Application.ReadWrite.All");
        entra.setTiming(Timing.immediate());
        entra.start(0, 0);
        page.start(0);
    }

    static final class Clock implements TimeTravel {
        private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public synchronized void pass(Duration howLong) {
            now = now.plus(howLong);
        }

        @Override
        public void end() {}

        @Override
        public boolean passToTheNextReminder() {
            pass(Duration.ofDays(5));
            return true;
        }
    }

    static final class Desk implements BotFacts {
        final List<RequestLine> requests = new CopyOnWriteArrayList<>();
        final List<AuditLine> audit = new CopyOnWriteArrayList<>();
        volatile CountDownLatch coming = new CountDownLatch(0);

        @Override
        public boolean isThere() {
            return coming.getCount() == 0;
        }

        @Override
        public List<RequestLine> requests() {
            return List.copyOf(requests);
        }

        @Override
        public List<AuditLine> audit() {
            return List.copyOf(audit);
        }
    }

    /** What a bot does with Slack's own client. */
    interface Call<T> {
        T with(MethodsClient client) throws IOException, SlackApiException;
    }

    <T> T asBot(Call<T> call) {
        var config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(slack.apiUrl().toString());
        config.setStatsEnabled(false);
        try {
            return call.with(
                    Slack.getInstance(config, slackHttp).methods(slack.botToken().reveal()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SlackApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bot posts in the approvals channel; the time stamp of the message comes back. */
    String posted(String blocks) {
        var answer =
                asBot(client ->
                        client.chatPostMessage(message ->
                                message.channel(approvals.value())
                                        .text("a card")
                                        .blocksAsString(blocks)));
        if (!answer.isOk()) {
            throw new IllegalArgumentException(answer.getError());
        }
        return answer.getTs();
    }

    HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(page.address() + pathAndQuery.substring(1)))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String pathAndQuery) {
        return send(request(pathAndQuery).GET());
    }

    JsonNode read(String pathAndQuery) {
        return json(get(pathAndQuery));
    }

    JsonNode screen(WorkspaceMember of) {
        return read("/api/screen?as=" + of.id().value());
    }

    /** As the page does it. */
    HttpResponse<String> post(String path, Map<String, ?> fields) {
        var body = new String(PageJson.bytes(fields), StandardCharsets.UTF_8);
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Origin", origin())
                        .POST(BodyPublishers.ofString(body)));
    }

    /** The same, for what is expected to work. */
    JsonNode act(String path, Map<String, ?> fields) {
        var answer = post(path, fields);
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + " was answered " + answer.body());
        }
        return json(answer);
    }

    String origin() {
        return "http://127.0.0.1:" + page.port();
    }

    static JsonNode json(HttpResponse<String> answer) {
        return PageJson.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        page.close();
        closeSlackClient();
        slack.close();
        entra.close();
        bot.close();
    }

    private void closeSlackClient() {
        try {
            slackHttp.close();
        } catch (Exception e) {
            throw new IllegalStateException("the Slack client did not close", e);
        }
    }
}
