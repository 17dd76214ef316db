package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Who gets in, and under which rules the browser shows what it is given. */
class PageEntryTest {
    private final PageLab lab = new PageLab();

    PageEntryTest() throws IOException {}

    @AfterEach
    void close() {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:%d",
                "127.0.0.1",
                "127.0.0.1:1",
                "127.0.0.1:%d.evil.example"
            })
    void a_host_that_is_not_this_server_is_refused(String host) throws IOException {
        assertThat(statusWithHost(host.formatted(lab.page.port()))).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d"})
    void this_machine_is_called_by_either_name(String host) throws IOException {
        assertThat(statusWithHost(host.formatted(lab.page.port()))).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "https://127.0.0.1:%d", "http://127.0.0.1:1"})
    void a_deed_from_another_page_is_refused(String origin) {
        var answer = lab.send(deed().header("Origin", origin.formatted(lab.page.port())));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(lab.slack.sees(lab.alice.id(), lab.approvals)).isEmpty();
    }

    @Test
    void a_deed_without_an_origin_is_refused() {
        assertThat(lab.send(deed()).statusCode()).isEqualTo(403);
        assertThat(lab.slack.sees(lab.alice.id(), lab.approvals)).isEmpty();
    }

    @Test
    void a_read_that_another_page_caused_is_refused() {
        var answer = lab.send(lab.request("/api/people").header("Sec-Fetch-Site", "cross-site"));

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void a_form_of_another_page_cannot_pass_for_json() {
        var answer =
                lab.send(
                        lab.request("/api/say")
                                .header("Origin", lab.origin())
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString(saying())));

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(lab.slack.sees(lab.alice.id(), lab.approvals)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/api/people", "/nothing/here"})
    void every_answer_carries_the_rules_for_the_browser(String path) {
        var headers = lab.get(path).headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .contains("connect-src 'self'; img-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void other_methods_unknown_places_and_long_bodies_are_told_so() {
        var put = lab.send(lab.request("/api/say").PUT(BodyPublishers.ofString("{}")));
        var nowhere = lab.get("/api/nothing");
        var above = lab.get("/api/../../etc/passwd");
        var long_ = lab.post("/api/say", Map.of("text", "x".repeat(70_000)));

        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(above.statusCode()).isEqualTo(400);
        assertThat(long_.statusCode()).isEqualTo(413);
    }

    @Test
    void a_refusal_reads_the_body_to_its_end_so_that_it_reaches_who_still_sends()
            throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), lab.page.port())) {
            var in = socket.getInputStream();
            var out = socket.getOutputStream();
            var put =
                    List.of(
                            "PUT /api/say HTTP/1.1",
                            "Host: 127.0.0.1:" + lab.page.port(),
                            "Content-Length: 4",
                            "Expect: 100-continue",
                            "\r\n");
            out.write(String.join("\r\n", put).getBytes(StandardCharsets.US_ASCII));

            assertThat(line(in)).as("asks for the body").startsWith("HTTP/1.1 100");
            assertThat(line(in)).isEmpty();
            out.write("full".getBytes(StandardCharsets.US_ASCII));
            assertThat(line(in)).startsWith("HTTP/1.1 405");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "{\"as\":{}}", "{\"as\":\"U1\"}", "{} {}"})
    void what_is_no_request_is_a_bad_one(String body) {
        var answer =
                lab.send(
                        lab.request("/api/say")
                                .header("Origin", lab.origin())
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(PageLab.json(answer).path("problem").asText()).isNotBlank();
    }

    private HttpRequest.Builder deed() {
        return lab.request("/api/say")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(saying()));
    }

    private String saying() {
        return "{\"as\":\"%s\",\"channel\":\"%s\",\"text\":\"hello\"}"
                .formatted(lab.alice.id().value(), lab.approvals.value());
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    /** By hand, because the JDK's client does not let anybody choose the host it names. */
    private int statusWithHost(String host) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), lab.page.port())) {
            var request =
                    "GET /api/people HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
