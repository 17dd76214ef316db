package dev.keydesk.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.bolt.response.Response;

import dev.keydesk.chat.CapturedLog;
import dev.keydesk.config.SecretText;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class SlackGateTest {
    private static final String COMMAND =
            "command=%2Fnew-client-secret&text=payroll&team_id=T123&user_id=U1&api_app_id=A123"
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fx&trigger_id=1.2.3";

    private final Desk desk = Desk.open();
    private final List<String> taken = new ArrayList<>();

    @BeforeEach
    void one_command_is_known() {
        desk.app.command(
                "/new-client-secret",
                (request, context) -> {
                    taken.add(SlackGate.fingerprint(request));
                    return context.ack("taken: " + request.getPayload().getText() + " …");
                });
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void a_genuine_command_reaches_its_handler_and_is_answered() {
        var answer = desk.gets(COMMAND);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("taken: payroll …");
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_delivery_without_a_signature_is_refused() {
        assertThat(desk.unsigned(COMMAND).send().statusCode()).isEqualTo(401);
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"another secret", "---", " "})
    void a_delivery_signed_with_another_secret_is_refused(String secret) {
        var knock =
                desk.unsigned(COMMAND).signed(secret, Long.toString(Desk.NOON.getEpochSecond()));

        assertThat(knock.send().statusCode()).isEqualTo(401);
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_gate_with_a_blank_secret_cannot_be_built(String blank) {
        assertThatThrownBy(() ->
                        new SlackGate(
                                SecretText.of(blank),
                                () -> desk.now,
                                desk.app,
                                () -> desk.us,
                                desk.chat,
                                Thread::startVirtualThread))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_signature_of_another_body_is_refused() {
        var other = desk.unsigned(COMMAND + "&text=x").signed(Desk.SECRET, desk.now);
        var knock = desk.unsigned(COMMAND).withTheHeadersOf(other);

        assertThat(knock.send().statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400})
    void a_delivery_of_another_time_is_refused(long secondsOff) {
        var knock = desk.unsigned(COMMAND).signed(Desk.SECRET, desk.now.plusSeconds(secondsOff));

        assertThat(knock.send().statusCode()).isEqualTo(401);
        assertThat(taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 0, 300})
    void a_delivery_within_five_minutes_is_taken(long secondsOff) {
        var knock = desk.unsigned(COMMAND).signed(Desk.SECRET, desk.now.plusSeconds(secondsOff));

        assertThat(knock.send().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "1e9", "99999999999999999999", "1 1"})
    void a_timestamp_that_is_no_number_is_refused(String timestamp) {
        var knock = desk.unsigned(COMMAND).signed(Desk.SECRET.reveal(), "1");
        knock.header("X-Slack-Request-Timestamp", timestamp);

        assertThat(knock.send().statusCode()).isEqualTo(401);
    }

    @Test
    void a_body_that_ends_with_a_new_line_is_verified_as_it_came() {
        assertThat(desk.gets(COMMAND + "\n").statusCode()).isEqualTo(200);
        assertThat(desk.gets(COMMAND + "\r\n\r\n").statusCode()).isEqualTo(200);
        assertThat(taken).hasSize(2);
    }

    @Test
    void a_body_of_exactly_one_mebibyte_is_read_and_one_byte_more_is_not() {
        String start = COMMAND + "&filler=";
        String full = start + "x".repeat(1024 * 1024 - start.length());

        assertThat(desk.gets(full).statusCode()).isEqualTo(200);
        assertThat(desk.gets(full + "x").statusCode()).isEqualTo(413);
        assertThat(desk.unsigned(full + "x").signed(Desk.SECRET, desk.now).chunked().send())
                .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(413));
        assertThat(taken).hasSize(1);
    }

    @Test
    void a_body_that_announces_itself_as_too_large_is_not_waited_for() throws IOException {
        assertThat(
                        rawAnswer(
                                "POST /slack/events HTTP/1.1",
                                "Host: x",
                                "Content-Length: 10485760",
                                "",
                                ""))
                .startsWith("HTTP/1.1 413");
    }

    @Test
    void a_broken_chunk_is_no_error_of_ours() throws IOException {
        try (var log = CapturedLog.open()) {
            assertThat(
                            rawAnswer(
                                    "POST /slack/events HTTP/1.1",
                                    "Host: x",
                                    "X-Slack-Request-Timestamp: " + Desk.NOON.getEpochSecond(),
                                    "X-Slack-Signature: v0=" + "0".repeat(64),
                                    "Transfer-Encoding: chunked",
                                    "",
                                    "zz",
                                    ""))
                    .startsWith("HTTP/1.1 400");
            assertThat(log.lines()).noneMatch(line -> line.contains("\tat "));
        }
    }

    /** Nothing of these bodies ever comes, so who waits for it does not answer. */
    @ParameterizedTest
    @CsvSource({
        "401, ,            v0=SIG",
        "401, 1795348800,  ",
        "401, 1795348800,  v0=abc",
        "401, 1795348800,  v1=SIG",
        "401, 1795348499,  v0=SIG",
        "401, 1795349101,  v0=SIG",
    })
    void what_cannot_be_slacks_is_refused_before_its_body_is_read(
            int status, String timestamp, String signature) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), desk.port())) {
            socket.setSoTimeout(20_000);
            var head =
                    "POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
                            + (timestamp == null
                                    ? ""
                                    : "X-Slack-Request-Timestamp: " + timestamp + "\r\n")
                            + (signature == null
                                    ? ""
                                    : "X-Slack-Signature: "
                                            + signature.replace("SIG", "0".repeat(64))
                                            + "\r\n")
                            + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 " + status);
        }
    }

    @Test
    void a_body_that_drips_is_given_up() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), desk.port())) {
            var head =
                    """
                    POST /slack/events HTTP/1.1
                    Host: x
                    Content-Length: 1000
                    X-Slack-Request-Timestamp: %d
                    X-Slack-Signature: v0=%s

                    """
                            .formatted(Desk.NOON.getEpochSecond(), "0".repeat(64))
                            .replace("\n", "\r\n");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(200);
            for (int bytes = 0; bytes < 100; bytes++) {
                socket.getOutputStream().write('x');
                try {
                    assertThat(socket.getInputStream().read()).isEqualTo('H');
                    return;
                } catch (SocketTimeoutException stillWaiting) {
                    assertThat(bytes).as("seconds times five").isLessThan(60);
                }
            }
        }
    }

    private String rawAnswer(String... lines) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), desk.port())) {
            socket.getOutputStream()
                    .write(String.join("\r\n", lines).getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"event_callback\"} trailing",
                "{\"type\":\"event_callback\",\"team_id\":\"T123\"}",
                "{\"type\":\"event_callback\",\"team_id\":\"T123\",\"event\":7}",
                "{\"type\":\"event_callback\",\"team_id\":\"T123\",\"event\":{}}",
                "text=8Q~hello",
                "command=",
                "command",
                "payload=",
                "payload=%7B",
                "payload=%ZZ8Q~hello",
                "payload=%5B%5D",
                "payload=%7B%7D",
                "payload=null",
                "payload={\"type\":\"block_actions\",\"user\":{\"team_id\":\"T123\"},\"actions\":7}",
                "payload={\"type\":\"view_submission\",\"user\":{\"team_id\":\"T123\"},\"view\":[]}"
            })
    void a_signed_body_that_slack_would_not_send_is_refused_without_a_word_of_it_in_the_log(
            String body) {
        try (var log = CapturedLog.atDebug("com.slack.api", "dev.keydesk")) {
            assertThat(desk.gets(body).statusCode()).isEqualTo(400);

            assertThat(log.lines())
                    .noneMatch(line -> line.contains("8Q~hello"))
                    .noneMatch(line -> line.contains("\tat "));
        }
    }

    @Test
    void bytes_that_are_no_text_and_json_without_end_are_refused() {
        byte[] noText = {'c', 'o', 'm', 'm', 'a', 'n', 'd', '=', (byte) 0xff, (byte) 0xfe};
        assertThat(
                        Knock.with(desk.door(), noText)
                                .signed(Desk.SECRET, desk.now)
                                .send()
                                .statusCode())
                .isEqualTo(400);
        assertThat(desk.gets("{\"type\":" + "[".repeat(500_000)).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void only_posts_are_answered(String method) {
        var request =
                HttpRequest.newBuilder(desk.door()).method(method, BodyPublishers.noBody()).build();

        var answer = Knock.send(request);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("POST");
    }

    @Test
    void a_replay_has_the_fingerprint_of_the_first_and_a_second_delivery_another() {
        desk.gets(COMMAND);
        desk.gets(COMMAND);
        desk.now = desk.now.plus(Duration.ofSeconds(1));
        desk.gets(COMMAND);

        assertThat(taken.get(0)).matches("[0-9a-f]{64}").isEqualTo(taken.get(1));
        assertThat(taken.get(2)).isNotEqualTo(taken.get(0));
    }

    @Test
    void a_fingerprint_that_somebody_sends_along_is_left_behind() {
        desk.gets(COMMAND);
        desk.unsigned(COMMAND)
                .signed(Desk.SECRET, desk.now)
                .header("x-keydesk-FINGERPRINT", "0000")
                .send();

        assertThat(taken.get(1)).isEqualTo(taken.get(0));
    }

    /** Bolt finds no payload where it is not written as Slack writes it, and looks further. */
    @Test
    void a_press_with_a_command_of_another_company_beside_it_is_a_press() {
        var press =
                """
                {"type":"block_actions","user":{"id":"U1","team_id":"T123"},
                 "channel":{"id":"C1"},"actions":[{"action_id":"a=b"}]}
                """;
        var both = "payload=" + press + "&" + COMMAND.replace("T123", "T0THER");

        assertThat(desk.gets(both).statusCode()).isEqualTo(200);
        assertThat(taken).isEmpty();
    }

    @Test
    void the_certificate_check_needs_a_signature_and_gets_an_empty_yes() {
        assertThat(desk.unsigned("ssl_check=1&token=x").send().statusCode()).isEqualTo(401);
        assertThat(desk.gets("ssl_check=1&token=x").statusCode()).isEqualTo(200);
    }

    @Test
    void the_address_check_is_answered_before_we_know_who_we_are() {
        desk.us = Optional.empty();
        String check = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1a\",\"token\":\"x\"}";

        assertThat(desk.gets(check).body()).isEqualTo("3eZbrw1a");
        assertThat(desk.unsigned(check).send().statusCode()).isEqualTo(401);
    }

    @Test
    void a_handler_that_fails_is_not_the_persons_riddle() {
        desk.app.command(
                "/fails",
                (_, _) -> {
                    throw new IllegalStateException("the database is away");
                });
        try (var log = CapturedLog.open()) {
            var answer = desk.gets(COMMAND.replace("new-client-secret", "fails"));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .contains("\"ephemeral\"")
                    .contains("nothing is done twice")
                    .doesNotContain("database");
            String ref = answer.body().replaceAll("(?s).*\\(ref (\\w+)\\).*", "$1");
            assertThat(log.lines()).anyMatch(line -> line.contains("ref " + ref));
        }
    }

    @Test
    void a_handler_that_answers_nothing_counts_as_failed() {
        desk.app.command("/silent", (_, _) -> nothing());

        assertThat(desk.gets(COMMAND.replace("new-client-secret", "silent")).body())
                .contains("nothing is done twice");
    }

    @SuppressWarnings("NullAway") // What a careless handler may do.
    private static Response nothing() {
        return null;
    }

    @Test
    void a_command_nobody_handles_is_answered_in_words() {
        var answer = desk.gets(COMMAND.replace("new-client-secret", "older-command"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("does not know this");
    }
}
