package dev.keydesk.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.keydesk.chat.ChatFailure.Busy;
import dev.keydesk.chat.ChatFailure.NoAnswer;
import dev.keydesk.chat.ChatFailure.Refused;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class ResponseUrlClientTest {
    private static final String HOOK = "/actions/T1/1/x";

    private final ScriptedSlack slack = ScriptedSlack.start();
    private final Chat chat = new Chat(slack.settings(), ChatTimeouts.standard());
    private int asked;
    private final String url = slack.url(HOOK).toString();

    @BeforeEach
    void says_ok() {
        slack.says(
                "/api/auth.test",
                """
                {"ok":true,"team_id":"T1","enterprise_id":"E1","user_id":"U1"}
                """);
        chat.slackIdentity();
        asked = slack.heard().size();
        slack.says(HOOK, "ok");
    }

    @AfterEach
    void close() {
        chat.close();
        slack.close();
    }

    private JsonNode sent() throws JsonProcessingException {
        return new ObjectMapper().readTree(slack.last().body());
    }

    @Test
    void an_answer_is_seen_by_the_clicker_alone_and_leaves_the_message_as_it_is()
            throws JsonProcessingException {
        chat.respond(url, new OutgoingMessage("hello", List.of(Blocks.section("hello"))));

        assertThat(sent().path("response_type").asText()).isEqualTo("ephemeral");
        assertThat(sent().path("replace_original").booleanValue()).isFalse();
        assertThat(sent().path("delete_original").booleanValue()).isFalse();
        assertThat(sent().path("text").asText()).isEqualTo("hello");
        assertThat(sent().path("blocks")).hasSize(1);
        assertThat(sent().path("unfurl_links").asText()).isEqualTo("false");
    }

    @Test
    void the_message_with_the_button_can_be_deleted() throws JsonProcessingException {
        chat.deleteOriginal(url);

        assertThat(sent().path("delete_original").booleanValue()).isTrue();
        assertThat(sent().has("text")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com.evil.example/x",
                "http://hooks.slack.com/x",
                "https://hooks.slack.com:8443/x",
                "https://hooks.slack.com@evil.example/x",
                "https://user@hooks.slack.com/x",
                "https://evil.example/hooks.slack.com",
                "http://127.0.0.1:1/x",
                "http://169.254.169.254/metadata",
                "file:///etc/passwd",
                "not a url",
                ""
            })
    void nothing_is_sent_to_an_address_that_is_not_slacks(String foreign) {
        var refused =
                catchThrowableOfType(
                        Refused.class, () -> chat.respond(foreign, OutgoingMessage.of("hello")));

        assertThat(refused.error()).isEqualTo("not_an_address_of_slack");
        assertThat(slack.heard()).hasSize(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/actions/T1/123/abc",
                "https://hooks.slack.com/commands/T1/123/abc",
                "https://hooks.slack.com/app/T1/123/abc",
                "https://hooks.slack.com/actions/E1/123/abc",
                "https://hooks.slack-gov.com/commands/E1/123/abc",
            })
    void those_of_our_workspace_and_organisation_are_ours(String address) {
        assertThat(chat.answersAt(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://hooks.slack.com/actions/T2/123/abc",
                "https://hooks.slack.com/commands/E2/123/abc",
                "https://hooks.slack.com/services/T1/B1/abc",
                "https://hooks.slack.com/workflows/T1/A1/1/abc",
                "https://hooks.slack.com/actions/T2/T1/abc",
                "https://hooks.slack.com/actions/T1",
                "https://hooks.slack.com/actions/T1/",
                "https://hooks.slack.com/actions/T1/../../services/T1/B1/abc",
                "https://hooks.slack.com/actions/T1/%2e%2e/x",
                "https://hooks.slack.com//actions/T1/1/x",
                "https://hooks.slack.com/actions/T12/1/x",
                "https://hooks.slack.com/",
                "https://hooks.slack.com",
            })
    void nothing_is_sent_to_another_workspace_or_to_a_channel_of_anybody(String foreign) {
        assertThat(chat.answersAt(foreign)).isFalse();
        assertThat(
                        catchThrowableOfType(
                                        Refused.class,
                                        () -> chat.respond(foreign, OutgoingMessage.of("hello")))
                                .error())
                .isEqualTo("not_an_address_of_our_workspace");
        assertThat(slack.heard()).hasSize(asked);
    }

    @Test
    void before_we_know_who_we_are_nothing_is_sent_and_it_may_be_tried_again() {
        try (var early = new Chat(slack.settings(), ChatTimeouts.standard())) {
            var none =
                    catchThrowableOfType(
                            NoAnswer.class, () -> early.respond(url, OutgoingMessage.of("hello")));

            assertThat(none.maybeDone()).isFalse();
            assertThat(slack.heard()).hasSize(asked);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | used_url                           | used_url",
                "404 | {\"ok\":false,\"error\":\"expired_url\"} | expired_url",
                "200 | {\"ok\":false,\"error\":\"invalid_blocks\"} | invalid_blocks",
                "403 | <html>hello</html>                 | http_403"
            })
    void a_no_is_told_by_its_code(int status, String body, String code) {
        var bad = slack.url("/actions/T1/1/bad").toString();
        slack.says("/actions/T1/1/bad", status, Map.of(), body);

        var refused =
                catchThrowableOfType(
                        Refused.class, () -> chat.respond(bad, OutgoingMessage.of("hello")));

        assertThat(refused.error()).isEqualTo(code);
    }

    @Test
    void a_slack_in_trouble_is_told_apart_from_a_no() {
        var bad = slack.url("/actions/T1/1/bad").toString();
        slack.says("/actions/T1/1/bad", 429, Map.of("Retry-After", "7"), "");
        slack.says("/actions/T1/1/bad", 500, Map.of(), "");
        slack.says("/actions/T1/1/bad", "<html>a proxy</html>");
        slack.says("/actions/T1/1/bad", "{\"ok\":");
        slack.hangsUp("/actions/T1/1/bad");

        assertThatThrownBy(() -> chat.respond(bad, OutgoingMessage.of("hello")))
                .isInstanceOf(Busy.class)
                .hasMessageContaining("7 s");
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> chat.respond(bad, OutgoingMessage.of("hello")))
                    .isInstanceOf(NoAnswer.class);
        }
        assertThat(slack.heard()).hasSize(asked + 5);
    }

    @Test
    void a_plain_yes_of_either_kind_is_a_yes() {
        chat.respond(url, OutgoingMessage.of("hello"));
        slack.says(HOOK, "{\"ok\":true}");
        chat.respond(url, OutgoingMessage.of("hello"));

        assertThat(slack.heard()).hasSize(asked + 2);
    }
}
