package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.sandbox.Fault;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** The addresses that come with commands and clicks. */
class IssuedResponseUrlsTest {
    private static final String BUTTON =
            """
            [{"type":"actions","elements":[{"type":"button","action_id":"go",
              "text":{"type":"plain_text","text":"Go"}}]}]
            """;

    private final SlackTestSetup at = new SlackTestSetup();

    IssuedResponseUrlsTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void five_answers_and_no_sixth() {
        URI url = fromCommand();

        for (int use = 0; use < 5; use++) {
            assertThat(post(url, "{\"text\":\"a\"}").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> sixth = post(url, "{\"text\":\"a\"}");

        assertThat(sixth.statusCode()).isEqualTo(404);
        assertThat(sixth.body()).contains("used_url");
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).hasSize(5);
    }

    @Test
    void half_an_hour_and_no_longer() {
        URI url = fromCommand();
        at.timePasses(Duration.ofMinutes(30));
        assertThat(post(url, "{\"text\":\"a\"}").statusCode()).isEqualTo(200);
        at.timePasses(Duration.ofSeconds(1));
        assertThat(post(url, "{\"text\":\"a\"}").body()).contains("expired_url");
        assertThat(post(url.resolve("/commands/T0/none"), "{\"text\":\"a\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_answer_is_for_the_caller_unless_it_says_in_channel() {
        URI url = fromCommand();
        post(url, "{\"text\":\"private\"}");
        post(url, "{\"text\":\"public\",\"response_type\":\"in_channel\"}");

        assertThat(at.slack.sees(at.bob.id(), at.approvals))
                .extracting(SeenMessage::text)
                .containsExactly("public");
        assertThat(at.slack.sees(at.alice.id(), at.approvals))
                .extracting(SeenMessage::ephemeral)
                .containsExactly(true, false);
    }

    @Test
    void the_message_that_was_clicked_is_replaced_or_removed_on_request() {
        MessageKey card = at.posted(BUTTON);
        URI url = fromClick(card);

        post(url, "{\"text\":\"aside\"}");
        assertThat(text(card)).isEqualTo("a card");
        post(url, "{\"text\":\"done\",\"blocks\":[],\"replace_original\":true}");
        assertThat(text(card)).isEqualTo("done");
        assertThat(at.slack.sees(at.bob.id(), at.approvals).getFirst().buttons()).isEmpty();
        post(url, "{\"delete_original\":true}");
        assertThat(at.slack.sees(at.bob.id(), at.approvals))
                .extracting(SeenMessage::ref)
                .doesNotContain(card);
        assertThat(post(url, "{\"text\":\"b\",\"replace_original\":true}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void an_ephemeral_message_can_be_replaced_and_removed_and_stays_private() {
        String ts =
                at.call(
                                "chat.postEphemeral",
                                Map.of(
                                        "channel",
                                        at.approvals.value(),
                                        "user",
                                        at.alice.id().value(),
                                        "text",
                                        "for you",
                                        "blocks",
                                        BUTTON))
                        .path("message_ts")
                        .asText();
        at.slack.click(at.alice.id(), new MessageKey(at.approvals, ts), "go");
        URI url = URI.create(at.bot.last().payload().path("response_url").asText());

        post(
                url,
                "{\"text\":\"gone soon\",\"response_type\":\"in_channel\","
                        + "\"replace_original\":true}");
        assertThat(at.slack.sees(at.alice.id(), at.approvals))
                .extracting(SeenMessage::text)
                .containsExactly("gone soon");
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).isEmpty();
        post(url, "{\"delete_original\":true}");
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).isEmpty();
        assertThat(at.slack.everythingThatStays()).doesNotContain("gone soon");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`{}`, no_text",
                "`{'blocks':[{'type':'chart'}]}`, invalid_blocks",
                "`{'delete_original':true}`, message_not_found",
                "`hello`, invalid_payload",
            })
    void a_message_slack_does_not_take_is_answered_with_400(String body, String error) {
        HttpResponse<String> answer = post(fromCommand(), body.replace('\'', '"'));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + error + "\"");
        assertThat(at.slack.refusals().getLast().where()).isEqualTo("response_url");
    }

    @Test
    void a_response_url_can_misbehave_too() {
        URI url = fromCommand();
        at.slack.faults().next("response_url", new Fault.Refuse(503, Map.of(), "busy"));

        assertThat(post(url, "{\"text\":\"a\"}").statusCode()).isEqualTo(503);
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).isEmpty();
    }

    private URI fromCommand() {
        at.slack.command(at.alice.id(), at.approvals, "/new-client-secret", "");
        return URI.create(at.bot.last().form().getOrDefault("response_url", ""));
    }

    private URI fromClick(MessageKey card) {
        at.slack.click(at.alice.id(), card, "go");
        return URI.create(at.bot.last().payload().path("response_url").asText());
    }

    private String text(MessageKey ref) {
        return at.slack.sees(at.bob.id(), at.approvals).stream()
                .filter(message -> message.ref().equals(ref))
                .map(SeenMessage::text)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> post(URI url, String body) {
        return at.postJson(url, body);
    }
}
