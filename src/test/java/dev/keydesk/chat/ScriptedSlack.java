package dev.keydesk.chat;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import org.assertj.core.api.Assertions;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A server on loopback that says what a test told it to, so that each kind of answer is met. */
public final class ScriptedSlack implements AutoCloseable {
    public static final String TOKEN = "xoxb-token-of-the-test";

    private static final String OK =
            """
            {"ok":true,"channel":"D0DM","ts":"1700000000.000100","message_ts":"1700000000.000100",
             "view":{"id":"V1","hash":"h1"},
             "team_id":"T123","user_id":"UBOT","bot_id":"BBOT","url":"https://ours.slack.com/",
             "bot":{"id":"BBOT","app_id":"A123"}}
            """;

    private final LoopbackServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Deque<LoopbackServer.Service>> script = new ConcurrentHashMap<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Heard> arriving = new LinkedBlockingQueue<>();

    /** A request, and its body as it came. */
    public record Heard(String path, String body) {

        /** The SDK sends some names twice, with the same value. */
        public Map<String, String> form() {
            return Arrays.stream(body.split("&"))
                    .map(pair -> pair.split("=", 2))
                    .collect(
                            Collectors.toMap(
                                    p -> decoded(p[0]), p -> decoded(p[1]), (_, last) -> last));
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }
    }

    private ScriptedSlack() {
        server = LoopbackServer.http(0, this::hear);
    }

    public static ScriptedSlack start() {
        return new ScriptedSlack();
    }

    private void hear(HttpCall call) throws Exception {
        var request = new Heard(call.path(), call.text());
        heard.add(request);
        arriving.add(request);
        var planned = script.get(request.path());
        var handler = planned == null ? null : planned.poll();
        if (handler == null) {
            call.answer(200, Map.of("x-oauth-scopes", "commands, chat:write"), OK);
        } else {
            handler.serve(call);
        }
    }

    private void next(String path, LoopbackServer.Service handler) {
        script.computeIfAbsent(path, _ -> new ConcurrentLinkedDeque<>()).add(handler);
    }

    public void says(String path, int status, Map<String, String> headers, String body) {
        next(path, call -> call.answer(status, headers, body));
    }

    public void says(String path, String body) {
        says(path, 200, Map.of(), body);
    }

    public void hangsUp(String path) {
        next(path, HttpCall::hangUp);
    }

    public void saysNothing(String path) {
        next(
                path,
                call -> {
                    closing.await();
                    call.hangUp();
                });
    }

    public List<Heard> heard() {
        return List.copyOf(heard);
    }

    public Heard last() {
        return heard.getLast();
    }

    /** Waits for a request that is sent beside the answer under test. */
    public Heard nextHeard() {
        try {
            var request = arriving.poll(20, TimeUnit.SECONDS);
            Assertions.assertThat(request).as("a request to Slack").isNotNull();
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public URI url(String path) {
        return URI.create(server.address() + path);
    }

    public Settings.Slack settings() {
        return new Settings.Slack(
                SecretText.of(TOKEN), SecretText.of("signing secret of the test"), url("/api/"));
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }
}
