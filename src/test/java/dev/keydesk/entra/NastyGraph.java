package dev.keydesk.entra;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Settings.Credential.FixedToken;
import dev.keydesk.sandbox.HttpCall;
import dev.keydesk.sandbox.LoopbackServer;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/**
 * A Graph that answers exactly what a test tells it to, however nasty, and writes down who asked.
 */
final class NastyGraph implements AutoCloseable {
    private final LoopbackServer server;
    private final Semaphore hanging = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Reply> replies = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** One request as it arrived. */
    record Asked(
            String method,
            String path,
            Optional<String> query,
            Map<String, List<String>> headers,
            String body,
            int fromPort) {

        String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    /** What to do with the next request. */
    @FunctionalInterface
    interface Reply {
        void give(HttpCall call) throws IOException, InterruptedException;
    }

    NastyGraph() {
        server = LoopbackServer.http(0, this::handle);
    }

    NastyGraph next(Reply reply) {
        replies.add(reply);
        return this;
    }

    NastyGraph next(int status, String body) {
        return next(json(status, body));
    }

    static Reply json(int status, String body) {
        return with(status, Map.of("Content-Type", "application/json"), body);
    }

    static Reply html(int status) {
        return with(
                status,
                Map.of("Content-Type", "text/html"),
                "<html><body>The gateway is " + Secrets.IN_A_BODY + "</body></html>");
    }

    static Reply with(int status, Map<String, String> headers, String body) {
        return call -> {
            var all = new HashMap<String, String>();
            // The clocks of both sides are compared by it.
            all.put("Date", RFC_1123_DATE_TIME.format(Instant.now().atOffset(UTC)));
            all.putAll(headers);
            call.answer(status, all, body);
        };
    }

    /** Hangs up without a word. */
    static Reply cut() {
        return HttpCall::hangUp;
    }

    /** Promises a body and hangs up in the middle of it. */
    static Reply cutWithin(int status, String beginning) {
        return call -> {
            var headers = Map.of("Content-Type", "application/json", "Content-Length", "10000");
            var out = call.stream(status, headers);
            out.write(beginning.getBytes(StandardCharsets.UTF_8));
            out.flush();
            call.hangUp();
        };
    }

    /** Says nothing until the test is over. */
    Reply hang() {
        return call -> {
            hanging.release();
            closing.await();
            call.hangUp();
        };
    }

    private void handle(HttpCall call) throws IOException, InterruptedException {
        asked.add(
                new Asked(
                        call.method(),
                        call.path(),
                        Optional.ofNullable(call.uri().getQuery()),
                        call.headers(),
                        call.text(),
                        call.callersPort()));
        Reply reply;
        synchronized (replies) {
            reply = replies.poll();
        }
        // A request nobody planned for gets an answer no test expects.
        (reply == null ? json(418, "{}") : reply).give(call);
    }

    /** Returns once a request hangs; on a busy machine the caller may have given up before. */
    void awaitHanging() throws InterruptedException {
        hanging.acquire();
    }

    List<Asked> asked() {
        return asked;
    }

    Asked onlyRequest() {
        if (asked.size() != 1) {
            throw new AssertionError("expected one request, but there were " + asked.size());
        }
        return asked.getFirst();
    }

    URI url() {
        return URI.create(server.address() + "/v1.0");
    }

    Settings.Entra settings() {
        return settings(url());
    }

    /** An address where nobody listens, and nobody without special rights ever could. */
    static Settings.Entra settingsOfNobody() {
        return settings(URI.create("http://127.0.0.1:1/v1.0"));
    }

    private static Settings.Entra settings(URI graphUrl) {
        return new Settings.Entra(
                "11111111-1111-1111-1111-111111111111",
                "22222222-2222-2222-2222-222222222222",
                new FixedToken(SecretText.of(Secrets.TOKEN)),
                URI.create("https://127.0.0.1:1"),
                graphUrl,
                Optional.empty());
    }

    @Override
    public void close() {
        closing.countDown();
        server.close();
    }

    /** Texts that must never come out of the client. */
    static final class Secrets {
        static final String IN_A_BODY = "body-not-to-be-quoted";
        static final String TOKEN = "token-not-to-be-quoted";

        private Secrets() {}
    }
}
