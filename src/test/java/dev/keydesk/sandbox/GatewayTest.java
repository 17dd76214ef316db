package dev.keydesk.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.sandbox.PretendDesk.Heard;
import dev.keydesk.sandbox.PretendDesk.Says;

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
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The proxy before the desk: what it passes on, what it keeps, and whom it asks. */
class GatewayTest {
    private final PretendDesk desk = new PretendDesk();
    private final Gateway gateway = new Gateway();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void open() {
        gateway.leadTo(List.of(desk.address()));
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        gateway.close();
        desk.close();
    }

    @Test
    void its_address_is_on_this_machine_and_has_no_path() {
        assertThat(gateway.address().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
    }

    @Test
    void a_request_arrives_as_it_was_sent() throws Exception {
        send(
                request("/pick-up/7f%2F3?a=b%20c")
                        .header("Origin", "https://desk.example")
                        .header("Sec-Fetch-Site", "same-origin")
                        .header("Content-Type", "application/json")
                        .header("X-Twice", "1")
                        .header("X-Twice", "2")
                        .POST(BodyPublishers.ofString("{\"do\":\"näh\"}")));

        var heard = desk.last();
        assertThat(heard.method()).isEqualTo("POST");
        assertThat(heard.uri()).isEqualTo("/pick-up/7f%2F3?a=b%20c");
        assertThat(heard.body()).isEqualTo("{\"do\":\"näh\"}");
        assertThat(heard.header("Origin")).contains("https://desk.example");
        assertThat(heard.header("Sec-Fetch-Site")).contains("same-origin");
        assertThat(heard.header("Content-Type")).contains("application/json");
        assertThat(heard.header("X-Twice")).contains("1; 2");
        assertThat(heard.header("Content-Length")).contains("13");
    }

    @Test
    void an_answer_comes_back_as_it_was_given() throws Exception {
        var headers =
                Map.of(
                        "Content-Security-Policy", "default-src 'none'",
                        "Content-Type", "application/problem+json",
                        "Last-Modified", "Mon, 02 Mar 2026 09:00:00 GMT",
                        "Location", "/elsewhere");
        desk.says(new Says(303, headers, "näh"));

        var answer = get("/pick-up/1");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.body()).isEqualTo("näh");
        assertThat(desk.heard()).hasSize(1);
        headers.forEach((name, value) ->
                assertThat(answer.headers().allValues(name)).containsExactly(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PURGE"})
    void every_method_is_passed_on(String method) throws Exception {
        desk.says(heard -> Says.text(405, "not " + heard.method()));

        var answer = send(request("/page/x.js").method(method, BodyPublishers.noBody()));

        assertThat(desk.last().method()).isEqualTo(method);
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Content-Length"))
                .contains("" + ("not " + method).length());
        assertThat(answer.body()).isEqualTo(method.equals("HEAD") ? "" : "not " + method);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204, 304})
    void answers_without_a_body_end(int status) throws Exception {
        desk.says(new Says(status, Map.of("ETag", "\"1\""), ""));

        assertThat(get("/page/x.js").statusCode()).isEqualTo(status);
        assertThat(get("/page/x.js").headers().firstValue("ETag")).contains("\"1\"");
    }

    @Test
    void the_callers_address_is_added_to_those_that_came() throws Exception {
        get("/pick-up/1");
        assertThat(desk.last().header("X-Forwarded-For")).contains("127.0.0.1");

        send(request("/pick-up/1").header("X-Forwarded-For", "198.51.100.7, 10.0.0.1").GET());
        assertThat(desk.last().header("X-Forwarded-For"))
                .contains("198.51.100.7, 10.0.0.1, 127.0.0.1");
    }

    @Test
    void headers_of_one_connection_stay_behind() throws Exception {
        try (var caller =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), gateway.address().getPort())) {
            var asked =
                    """
                    GET /pick-up/1 HTTP/1.1
                    Host: desk.example
                    Connection: close
                    Connection: Keep-Alive, X-Mine
                    X-Mine: 1
                    Keep-Alive: timeout=5
                    TE: trailers
                    Proxy-Authorization: Basic eA==
                    X-Yours: 2

                    """
                            .replace("\n", "\r\n");
            caller.getOutputStream().write(asked.getBytes(StandardCharsets.US_ASCII));
            caller.getInputStream().readAllBytes();
        }

        assertThat(desk.last().header("X-Yours")).contains("2");
        for (var name : List.of("X-Mine", "Keep-Alive", "TE", "Proxy-Authorization")) {
            assertThat(desk.last().header(name)).as(name).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/metrics",
                "/slack/events",
                "/health",
                "/pick-up",
                "/PAGE/x.js",
                "/pick-up/../metrics",
                "/page/%2e%2e/metrics",
                "/pick-up/..",
            })
    void everything_else_is_not_for_people(String path) throws Exception {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("text/plain; charset=utf-8");
        assertThat(desk.heard()).isEmpty();
    }

    @Test
    void several_bots_take_turns() throws Exception {
        try (var other = new PretendDesk()) {
            desk.says(Says.text(200, "one"));
            other.says(Says.text(200, "other"));
            gateway.leadTo(List.of(desk.address(), other.address()));

            for (int i = 0; i < 2; i++) {
                assertThat(get("/pick-up/1").body()).isEqualTo("one");
                assertThat(get("/pick-up/1").body()).isEqualTo("other");
            }
        }
    }

    @Test
    void a_bot_that_is_down_is_passed_over() throws Exception {
        try (var other = new PretendDesk()) {
            other.says(Says.text(200, "other"));
            gateway.leadTo(List.of(desk.address(), other.address()));
            desk.close();

            assertThat(get("/pick-up/1").body()).isEqualTo("other");
            assertThat(get("/pick-up/1").body()).isEqualTo("other");
        }
    }

    @Test
    void nobody_at_the_desk_is_said_in_plain_text() throws Exception {
        desk.close();
        nobodyAnswers();
        gateway.leadTo(List.of());
        nobodyAnswers();
    }

    private void nobodyAnswers() throws Exception {
        var answer = get("/pick-up/1");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("text/plain; charset=utf-8");
        assertThat(answer.body()).contains("The desk does not answer.");
    }

    @Test
    void what_a_bot_has_heard_is_never_said_to_another() throws Exception {
        try (var other = new PretendDesk()) {
            desk.says(_ -> {
                throw new IllegalStateException("the process dies");
            });
            gateway.leadTo(List.of(desk.address(), other.address()));

            var answer = send(request("/pick-up/1").POST(BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(desk.heard()).hasSize(1);
            assertThat(other.heard()).isEmpty();
        }
    }

    @Test
    void a_lost_answer_is_lost_after_the_bot_has_done_its_work_and_once_only() throws Exception {
        gateway.loseNextAnswer();
        var post = request("/pick-up/1").POST(BodyPublishers.ofString("{}"));

        assertThatThrownBy(() -> send(post)).isInstanceOf(IOException.class);
        assertThat(desk.heard()).extracting(Heard::method).containsExactly("POST");

        assertThat(send(post).statusCode()).isEqualTo(200);
        assertThat(desk.heard()).hasSize(2);
    }

    @Test
    void what_a_browser_fetches_besides_is_not_lost_in_its_place() throws Exception {
        gateway.loseNextAnswer();

        assertThat(get("/page/picture.svg").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> send(request("/pick-up/1").POST(BodyPublishers.ofString("{}"))))
                .isInstanceOf(IOException.class);
    }

    @Test
    void nothing_of_a_request_or_an_answer_reaches_the_log() throws Exception {
        try (var leakDetector = LeakDetector.watching()) {
            desk.says(new Says(200, Map.of("X-Header", "word-one"), "word-two"));
            send(
                    request("/pick-up/word-three?word-four")
                            .header("X-Header", "word-five")
                            .POST(BodyPublishers.ofString("word-six")));
            desk.close();
            get("/pick-up/word-seven");

            assertThat(leakDetector.logged()).noneMatch(line -> line.contains("word-"));
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway.address() + path));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(request(path).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
