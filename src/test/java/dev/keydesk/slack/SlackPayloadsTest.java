package dev.keydesk.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;

import dev.keydesk.chat.CapturedLog;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Payloads of Slack's own SDK, through the gate, once as a stranger's and once as our own. */
class SlackPayloadsTest {
    private static final Desk DESK = Desk.open();

    @BeforeAll
    static void handlers_of_each_kind() {
        var any = Pattern.compile(".*");
        DESK.app
                .command(any, (_, context) -> context.ack())
                .blockAction(any, (_, context) -> context.ack())
                .blockSuggestion(any, (_, context) -> context.ack(r -> r.options(List.of())))
                .globalShortcut(any, (_, context) -> context.ack())
                .viewSubmission(any, (_, context) -> context.ack())
                .viewClosed(any, (_, context) -> context.ack())
                .event(AppHomeOpenedEvent.class, (_, _) -> Response.ok());
    }

    @AfterAll
    static void close() {
        DESK.close();
    }

    static Stream<Path> payloads() throws IOException, URISyntaxException {
        var folder =
                Objects.requireNonNull(
                        SlackPayloadsTest.class.getResource("/slack-payloads"), "the payloads");
        try (var files = Files.list(Path.of(folder.toURI()))) {
            return files
                    .filter(f -> f.toString().matches(".*\\.(json|txt)"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @Test
    void every_payload_is_fed_in() throws IOException, URISyntaxException {
        assertThat(payloads()).hasSize(41);
    }

    @ParameterizedTest
    @MethodSource("payloads")
    void no_payload_causes_an_error_of_ours_or_a_log_line_with_its_body(Path file)
            throws IOException {
        String text = Files.readString(file);
        String body = delivered(file, text);
        try (var log = CapturedLog.atDebug("com.slack.api", "dev.keydesk")) {
            DESK.us = Optional.of(Desk.identity("T0THER", Optional.empty(), Optional.empty()));
            assertThat(DESK.gets(body).statusCode()).isLessThan(500);

            String home = home(file, text);
            DESK.us = Optional.of(Desk.identity(home, Optional.of("E111"), Optional.empty()));
            var answer = DESK.gets(body);

            assertThat(answer.statusCode())
                    .isEqualTo(file.getFileName().toString().startsWith("json-") ? 400 : 200);
            assertThat(answer.body()).doesNotContain("ref ");
            for (String word : tellingWords(text)) {
                assertThat(log.lines()).noneMatch(line -> line.contains(word));
            }
        }
    }

    private static String delivered(Path file, String text) {
        String name = file.getFileName().toString();
        return name.endsWith(".txt") || name.startsWith("event_callback")
                ? text
                : Knock.interaction(text);
    }

    private static String home(Path file, String text) throws IOException {
        if (file.toString().endsWith(".txt")) {
            return text.replaceAll("(?s).*team_id=(\\w+).*", "$1");
        }
        JsonNode payload = new ObjectMapper().readTree(text);
        return Stream.of("/user/team_id", "/authorizations/0/team_id", "/team/id", "/team_id")
                .map(payload::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElse("T1");
    }

    /** Pieces of the payload long enough to be found in a log by nothing but a leak. */
    private static List<String> tellingWords(String text) {
        return Pattern.compile("[A-Za-z0-9_.:/-]{14,}")
                .matcher(text)
                .results()
                .map(found -> found.group())
                .filter(word -> !word.startsWith("https://example"))
                .distinct()
                .toList();
    }

    @Test
    void the_tests_own_words_would_be_found() {
        assertThat(tellingWords("{\"private_metadata\":\"12321423423.333649436676\"}"))
                .contains("12321423423.333649436676", "private_metadata");
    }
}
