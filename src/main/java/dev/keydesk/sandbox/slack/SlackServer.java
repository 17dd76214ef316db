package dev.keydesk.sandbox.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.keydesk.sandbox.Fault;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The pretend Slack on the wire, on this machine only, with the misbehaviour it was told. */
final class SlackServer implements AutoCloseable {
    private final SlackState slackState;
    private final WebApi webApi;
    private final CountDownLatch closing = new CountDownLatch(1);
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    SlackServer(SlackState slackState, WebApi webApi) {
        this.slackState = slackState;
        this.webApi = webApi;
    }

    /** Does what a call asks for and says what to answer. */
    private interface Work {
        SlackHttpAnswer perform(Optional<Fault> fault);
    }

    void start(int port) {
        // Without it, an answer in two packets waits 40 ms for an acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            var loopback = InetAddress.getLoopbackAddress();
            HttpServer started = HttpServer.create(new InetSocketAddress(loopback, port), 0);
            ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor();
            started.setExecutor(pool);
            started.createContext("/api/", this::api);
            started.createContext("/commands/", this::responseUrl);
            started.createContext("/actions/", this::responseUrl);
            started.createContext("/upload/", this::upload);
            started.start();
            server = started;
            threads = pool;
            int bound = started.getAddress().getPort();
            slackState.address.set(URI.create("http://127.0.0.1:" + bound + "/"));
        } catch (IOException e) {
            throw new UncheckedIOException("the pretend Slack could not listen on " + port, e);
        }
    }

    private void api(HttpExchange exchange) throws IOException {
        Incoming incoming = Incoming.read(exchange);
        String method = incoming.path().substring("/api/".length());
        serve(
                exchange,
                method,
                fault -> webApi.answer(method, incoming, fault),
                fault -> webApi.noteUndone(method, incoming, fault));
    }

    private void responseUrl(HttpExchange exchange) throws IOException {
        Incoming incoming = Incoming.read(exchange);
        serve(
                exchange,
                "response_url",
                _ -> slackState.responseUrls.post(incoming.path(), incoming.body()),
                _ -> {});
    }

    private void upload(HttpExchange exchange) throws IOException {
        Incoming incoming = Incoming.read(exchange);
        serve(
                exchange,
                "upload_url",
                _ -> slackState.uploads.bring(incoming.path(), incoming.body()),
                _ -> {});
    }

    private void serve(HttpExchange exchange, String call, Work work, Consumer<Fault> undone)
            throws IOException {
        Optional<Fault> planned = slackState.faults.take(call);
        if (planned.isEmpty()) {
            send(exchange, work.perform(planned));
            return;
        }
        switch (planned.get()) {
            case Fault.Refuse refuse -> {
                undone.accept(refuse);
                send(
                        exchange,
                        new SlackHttpAnswer(refuse.status(), refuse.headers(), refuse.body()));
            }
            case Fault.RefuseAfter refuse -> {
                work.perform(planned);
                send(
                        exchange,
                        new SlackHttpAnswer(refuse.status(), refuse.headers(), refuse.body()));
            }
            case Fault.AsUsual _ -> send(exchange, work.perform(Optional.empty()));
            case Fault.CutBefore cut -> {
                undone.accept(cut);
                exchange.close();
            }
            case Fault.CutAfter _ -> {
                work.perform(planned);
                exchange.close();
            }
            case Fault.HangBefore hang -> {
                undone.accept(hang);
                hang(exchange);
            }
            case Fault.HangAfter _ -> {
                work.perform(planned);
                hang(exchange);
            }
            case Fault.Slow slow -> {
                pause(slow);
                send(exchange, work.perform(planned));
            }
        }
    }

    private void hang(HttpExchange exchange) {
        try {
            closing.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        exchange.close();
    }

    private static void pause(Fault.Slow slow) {
        try {
            Thread.sleep(slow.delay());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, SlackHttpAnswer answer) throws IOException {
        try (exchange) {
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                exchange.getResponseHeaders().set(header.getKey(), header.getValue());
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        closing.countDown();
        if (server != null) {
            server.stop(0);
        }
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
