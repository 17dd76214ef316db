package dev.keydesk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.chat.CapturedLog;
import dev.keydesk.web.WebServer.Reach;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class WebServerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayFinish = new CountDownLatch(1);
    private List<HealthProbe> probes = List.of(HealthProbe.up("database", "writes in 2 ms"));

    private final WebServer web =
            new WebServer(
                    Reach.THIS_MACHINE,
                    0,
                    Map.of("/page", new Page(), "/slow", new Slow(), "/broken", new Broken()),
                    () -> probes,
                    registry);

    private static final class Page extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.setHeader("Content-Security-Policy", "script-src 'self'");
            response.getWriter().print(Thread.currentThread().isVirtual());
        }
    }

    private final class Slow extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            entered.countDown();
            try {
                mayFinish.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            response.getWriter().print("finished");
        }
    }

    private static final class Broken extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            throw new IllegalStateException("an inner detail");
        }
    }

    @BeforeEach
    void start() {
        web.start();
    }

    @AfterEach
    void close() {
        mayFinish.countDown();
        web.close();
    }

    private HttpRequest to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + web.port() + path))
                .timeout(Duration.ofSeconds(20))
                .build();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(to(path), BodyHandlers.ofString());
    }

    @Test
    void health_is_well_as_long_as_the_process_answers_and_names_the_part_that_is_down()
            throws Exception {
        probes =
                List.of(
                        HealthProbe.up("database", "writes in 2 ms"),
                        HealthProbe.down(
                                "slack", "invalid_auth: usually the bot token was revoked"));

        var health = get("/health");

        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/json");
        assertThat(health.body())
                .contains("\"slack\"")
                .contains("\"down\"")
                .contains("usually the bot token was revoked");
    }

    @Test
    void ready_means_that_no_part_people_need_is_down() throws Exception {
        assertThat(get("/ready").statusCode()).isEqualTo(200);

        probes = List.of(HealthProbe.ailing("entra index", "two hours old, Entra does not answer"));
        assertThat(get("/ready").statusCode()).isEqualTo(200);
        assertThat(get("/ready").body()).contains("two hours old");

        probes = List.of(HealthProbe.down("entra index", "not loaded yet"));
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        assertThat(get("/ready").body()).contains("not loaded yet");
    }

    @Test
    void a_probe_that_fails_makes_the_desk_unready_and_tells_nothing_inner() throws Exception {
        try (var log = CapturedLog.open();
                var other =
                        new WebServer(
                                Reach.THIS_MACHINE,
                                0,
                                Map.of(),
                                () -> {
                                    throw new IllegalStateException("an inner detail");
                                },
                                registry)) {
            other.start();
            var request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + other.port() + "/ready"))
                            .build();
            var answer = HTTP.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).doesNotContain("inner detail");
            assertThat(log.lines()).anyMatch(line -> line.contains("inner detail"));
        }
    }

    @Test
    void metrics_are_in_the_text_format_of_prometheus() throws Exception {
        Counter.builder().name("decisions").help("Decisions made").register(registry).inc(3);

        var metrics = get("/metrics");

        assertThat(metrics.body()).contains("decisions_total 3.0");
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain; version=0.0.4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/health/", "/pick-up/1", "/slack/events"})
    void an_unknown_path_is_plainly_not_there(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("404 Not Found\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/metrics", "/nothing", "/broken", "/%zz", "/..;/health"})
    void every_answer_is_guarded_and_none_names_a_version(String path) throws Exception {
        var answer = rawGet(path);

        assertThat(answer)
                .contains("X-Content-Type-Options: nosniff")
                .contains("Cache-Control: no-store")
                .contains("Referrer-Policy: no-referrer")
                .contains("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Server:")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pick-up/../metrics",
                "/pick-up/./../metrics",
                "/pick-up/%2e%2e/metrics",
                "/pick-up/%2E%2E/metrics",
                "/pick-up/..%2fmetrics",
                "/pick-up/..;/metrics",
                "/pick-up/..;a=b/metrics",
                "/metrics;a=b",
                "/metrics;",
                "/;/metrics",
                "//metrics",
                "/./metrics",
                "/pick-up//metrics",
                "/%6detrics",
                "/metric%73",
                "/metrics%00",
                "/metrics%20",
                "/metrics/.",
                "/METRICS",
                "/metrics/",
                "/pick-up\\..\\metrics",
                "\\metrics",
                "/health/../metrics",
                "/metrics/..;/metrics"
            })
    void there_is_one_way_to_write_a_path(String path) throws Exception {
        registry.register(Counter.builder().name("decisions").help("Decisions made").build());

        assertThat(rawGet(path)).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("decisions");
        assertThat(rawGet("/metrics?a=b")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "OPTIONS", "PUT", "DELETE", "PATCH", "PROPFIND", "get"})
    void what_the_desk_has_no_use_for_is_refused_everywhere(String method) throws Exception {
        for (var path : List.of("/page", "/health", "/ready", "/metrics", "/nothing", "/slow")) {
            assertThat(raw(method + " " + path))
                    .startsWith("HTTP/1.1 405")
                    .contains("Allow: GET, HEAD, POST")
                    .doesNotContain("Host: x");
        }
        assertThat(raw("OPTIONS *")).startsWith("HTTP/1.1 40");
    }

    private String rawGet(String path) throws IOException {
        return raw("GET " + path);
    }

    private String raw(String methodAndPath) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
            socket.setSoTimeout(20_000);
            String request = methodAndPath + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_page_that_fails_says_so_without_saying_why() throws Exception {
        var answer = get("/broken");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("500 Server Error\n");
    }

    @Test
    void a_page_may_set_a_policy_of_its_own_and_runs_on_a_virtual_thread() throws Exception {
        var page = get("/page");

        assertThat(page.body()).isEqualTo("true");
        assertThat(page.headers().allValues("Content-Security-Policy"))
                .containsExactly("script-src 'self'");
    }

    @Test
    void closing_lets_a_running_request_finish() throws Exception {
        var running = HTTP.sendAsync(to("/slow"), BodyHandlers.ofString());
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();

        int port = web.port();
        var closing = CompletableFuture.runAsync(web::close);
        awaitClosedDoor(port);
        mayFinish.countDown();

        assertThat(running.get(20, TimeUnit.SECONDS).body()).isEqualTo("finished");
        closing.get(20, TimeUnit.SECONDS);
    }

    @Test
    void a_request_may_take_longer_than_its_connection_may_be_silent() throws Exception {
        var running = HTTP.sendAsync(to("/slow"), BodyHandlers.ofString());
        assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
        // Nothing can be seen until the time is over.
        assertThat(running.copy().completeOnTimeout(null, 4, TimeUnit.SECONDS).get()).isNull();
        mayFinish.countDown();

        assertThat(running.get(20, TimeUnit.SECONDS).body()).isEqualTo("finished");
    }

    /** Each turn connects and hangs up; from some turn on nobody listens. */
    private static void awaitClosedDoor(int port) {
        while (true) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.getPort()).isEqualTo(port);
            } catch (IOException e) {
                return;
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_told_with_what_to_do() {
        try (var second =
                new WebServer(Reach.THIS_MACHINE, web.port(), Map.of(), List::of, registry)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("port " + web.port())
                    .hasMessageContaining("set PORT");
        }
    }

    @Test
    void a_server_for_this_machine_is_told_apart_from_one_for_everybody() {
        assertThat(web.address()).isEqualTo("127.0.0.1");
        try (var open = new WebServer(Reach.EVERYBODY, 0, Map.of(), List::of, registry)) {
            assertThat(open.address()).isEqualTo("every address");
        }
    }
}
