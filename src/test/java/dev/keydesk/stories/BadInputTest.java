package dev.keydesk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.request.SecretRequest;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What arrives at the real bot's door and should not have: it changes nothing and breaks nothing.
 */
class BadInputTest extends Story {
    private static final Path PAYLOADS = Path.of("src/test/resources/slack-payloads");

    @BeforeEach
    void itIsRefusedOnPurpose() {
        refusalsAreFine();
    }

    @Test
    void a_captured_click_sent_again_is_taken_once() {
        aliceAsks();
        bob().sees("asks for a client secret").press("Approve");
        var captured = slack().lastDelivery().orElseThrow();
        carol().sees("asks for a client secret").press("Cancel approval");
        int events = audited();

        var again = slack().raw(captured.bytes(), captured.headers());
        world().settle();

        assertThat(again.status()).isEqualTo(200);
        assertThat(theRequest()).isInstanceOf(SecretRequest.Cancelled.class);
        assertThat(audited()).isEqualTo(events);
        bob().doesNotSee("is already settled");
    }

    @Test
    void a_captured_click_is_still_known_after_a_restart() {
        aliceAsks();
        bob().sees("asks for a client secret").press("Approve");
        var captured = slack().lastDelivery().orElseThrow();
        world().restart();
        int events = audited();

        slack().raw(captured.bytes(), captured.headers());
        world().settle();

        assertThat(audited()).isEqualTo(events);
        bob().doesNotSee("is already settled");
    }

    private int audited() {
        return world().bot().platform().audit().of(theRequest().ticket().text()).size();
    }

    @Test
    void a_click_without_a_signature_of_slack_or_with_an_old_one_does_nothing() {
        aliceAsks();
        bob().sees("asks for a client secret").press("Approve");
        var captured = slack().lastDelivery().orElseThrow();
        var now = world().clock().instant();

        assertThat(slack().raw(captured.bytes(), Map.of()).status()).isEqualTo(401);
        for (var at : List.of(now.minus(Duration.ofMinutes(6)), now.plus(Duration.ofMinutes(6)))) {
            var signed = slack().sign(captured.bytes(), at);
            assertThat(slack().raw(captured.bytes(), signed).status()).isEqualTo(401);
        }
        var altered = (captured.body() + "&x=1").getBytes(StandardCharsets.UTF_8);
        assertThat(slack().raw(altered, captured.headers()).status()).isEqualTo(401);
    }

    static Stream<Path> payloads() throws IOException {
        try (var files = Files.list(PAYLOADS)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(json|txt)"))
                    .filter(file -> !file.getFileName().toString().startsWith("LICENSE"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void every_kind_of_delivery_is_answered_and_none_is_logged(Path file) throws IOException {
        var content = Files.readString(file);
        for (var text : List.of(content, asOurs(content))) {
            var body =
                    file.toString().endsWith(".txt")
                            ? text.strip()
                            : isEvent(file)
                                    ? text
                                    : "payload=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
            var reply = new ByHand(world(), alice()).send(body);
            assertThat(reply.status()).isBetween(200, 499);
        }
        assertThat(String.join("\n", log()))
                .doesNotContain("legacy-fixed-value", "gIkuvaNzQIHg97ATvDxqgjtO", "trigger_id");
        assertThat(world().bot().requests().all()).isEmpty();
    }

    private static boolean isEvent(Path file) {
        return file.getFileName().toString().startsWith("event");
    }

    /** The same as if somebody of our own workspace had done it. */
    private String asOurs(String content) {
        var team = slack().workspace().teamId();
        return content.replaceAll(
                        "\"team_id\"\\s*:\\s*\"T[A-Z0-9]+\"", "\"team_id\":\"" + team + "\"")
                .replaceAll("\"id\"\\s*:\\s*\"T[A-Z0-9]+\"", "\"id\":\"" + team + "\"")
                .replaceAll("team_id=T[A-Z0-9]+", "team_id=" + team)
                .replaceAll(
                        "\"api_app_id\"\\s*:\\s*\"[A-Z0-9]+\"",
                        "\"api_app_id\":\"" + slack().workspace().appId() + "\"");
    }
}
