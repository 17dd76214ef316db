package dev.keydesk.bench;

import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.web.WebServer;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Slack's side of a command, without its rules: it opens every form at once and answers with it, as
 * Slack does. The pretend Slack looks at each block of a form first, and that takes as long as all
 * the desk does. Everything else is passed on to it.
 */
final class PlainSlack implements AutoCloseable {
    private final WebServer web;
    private final HttpClient http = HttpClient.newHttpClient();

    PlainSlack(SimulatedSlack behind) {
        web =
                new WebServer(
                        WebServer.Reach.THIS_MACHINE,
                        0,
                        Map.of(
                                "/api/views.open", new Forms(),
                                "/api/*", new Others(http, behind.apiUrl())),
                        List::of,
                        new PrometheusRegistry());
        web.start();
    }

    URI apiUrl() {
        return URI.create("http://127.0.0.1:%d/api/".formatted(web.port()));
    }

    @Override
    public void close() {
        web.close();
        http.close();
    }

    private static final class Forms extends HttpServlet {
        private final AtomicLong opened = new AtomicLong();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var view = Optional.ofNullable(request.getParameter("view")).orElseThrow();
            send(
                    response,
                    200,
                    """
                    {"ok":true,"view":{"id":"V%d","hash":"1.a",%s}
                    """
                            .formatted(opened.incrementAndGet(), view.substring(1))
                            .getBytes(StandardCharsets.UTF_8));
        }
    }

    private static final class Others extends HttpServlet {
        private final transient HttpClient http;
        private final transient URI behind;

        Others(HttpClient http, URI behind) {
            this.http = http;
            this.behind = behind;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var path = request.getRequestURI();
            var passed =
                    HttpRequest.newBuilder(
                                    behind.resolve(path.substring(path.lastIndexOf('/') + 1)))
                            .POST(body(request.getInputStream()));
            for (var name : List.of("Authorization", "Content-Type")) {
                Optional.ofNullable(request.getHeader(name))
                        .ifPresent(value -> passed.header(name, value));
            }
            try {
                HttpResponse<byte[]> answer = http.send(passed.build(), BodyHandlers.ofByteArray());
                send(response, answer.statusCode(), answer.body());
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        private static HttpRequest.BodyPublisher body(InputStream from) throws IOException {
            return BodyPublishers.ofByteArray(from.readAllBytes());
        }
    }

    private static void send(HttpServletResponse response, int status, byte[] body)
            throws IOException {
        response.setStatus(status);
        response.setContentType("application/json; charset=utf-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
