package dev.keydesk.sandbox.entra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import dev.keydesk.sandbox.Fault;
import dev.keydesk.sandbox.Faults;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import javax.net.ssl.SSLContext;

/**
 * Serves one service on a port of this machine that no other machine can reach, and lets the
 * planned faults happen to it. Each request has its own virtual thread.
 */
final class LoopbackPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackPort.class);
    private static final Answer NOTHING = Answer.empty(0);

    private final HttpServer server;
    private final Service service;
    private final Faults faults;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    private LoopbackPort(HttpServer server, Service service, Faults faults) {
        this.server = server;
        this.service = service;
        this.faults = faults;
    }

    static LoopbackPort http(int port, Service service, Faults faults) {
        try {
            return new LoopbackPort(HttpServer.create(loopback(port), 0), service, faults).start();
        } catch (IOException e) {
            throw new UncheckedIOException("port %d is not free".formatted(port), e);
        }
    }

    static LoopbackPort https(int port, SSLContext tls, Service service, Faults faults) {
        try {
            var server = HttpsServer.create(loopback(port), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            return new LoopbackPort(server, service, faults).start();
        } catch (IOException e) {
            throw new UncheckedIOException("port %d is not free".formatted(port), e);
        }
    }

    int number() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    }

    private LoopbackPort start() {
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        // Closing an exchange that was not answered hangs up on the caller.
        try (exchange) {
            var request = Request.read(exchange);
            var fault = faults.take(service.nameOf(request));
            if (fault.isPresent()) {
                misbehave(exchange, request, fault.get());
            } else {
                tell(exchange, request, service.answer(request));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the pretend Entra failed on {}", exchange.getRequestURI().getPath(), e);
            throw e;
        }
    }

    private void misbehave(HttpExchange exchange, Request request, Fault fault)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Refuse refuse -> tell(exchange, request, answerOf(refuse));
            case Fault.RefuseAfter refuse -> {
                service.answer(request);
                tell(exchange, request, answerOf(refuse));
            }
            case Fault.CutBefore _ -> service.note(request, NOTHING);
            case Fault.CutAfter _ -> {
                service.answer(request);
                service.note(request, NOTHING);
            }
            case Fault.HangBefore _ -> {
                service.note(request, NOTHING);
                closing.await();
            }
            case Fault.HangAfter _ -> {
                service.answer(request);
                service.note(request, NOTHING);
                closing.await();
            }
            case Fault.Slow(Duration delay) -> {
                Thread.sleep(delay);
                tell(exchange, request, service.answer(request));
            }
        }
    }

    private static Answer answerOf(Fault.Refuse refuse) {
        return new Answer(refuse.status(), refuse.headers(), refuse.body());
    }

    private static Answer answerOf(Fault.RefuseAfter refuse) {
        return new Answer(refuse.status(), refuse.headers(), refuse.body());
    }

    /** Notes first, so that whoever holds the answer finds the call in the notes. */
    private void tell(HttpExchange exchange, Request request, Answer answer) throws IOException {
        service.note(request, answer);
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            exchange.getResponseHeaders().set(header.getKey(), header.getValue());
        }
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }
}
