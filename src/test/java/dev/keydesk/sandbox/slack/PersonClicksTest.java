package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.UserId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Buttons: who can press which, what the bot is told, and what it may answer. */
class PersonClicksTest {
    private static final String CARD =
            """
            [{"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","value":"KD-1","style":"primary",
                "text":{"type":"plain_text","text":"Approve"},
                "confirm":{"title":{"type":"plain_text","text":"Sure?"},
                           "text":{"type":"plain_text","text":"It is made at once."}}},
               {"type":"overflow","action_id":"more","options":[
                 {"text":{"type":"plain_text","text":"Details"},"value":"details"},
                 {"text":{"type":"plain_text","text":"Cancel"},"value":"cancel"}]}]},
             {"type":"section","text":{"type":"mrkdwn","text":"one"},
              "accessory":{"type":"button","action_id":"remind","value":"1",
                "text":{"type":"plain_text","text":"Remind"}}},
             {"type":"section","text":{"type":"mrkdwn","text":"two"},
              "accessory":{"type":"button","action_id":"remind","value":"2",
                "text":{"type":"plain_text","text":"Remind"}}}]
            """;

    private final SlackTestSetup at = new SlackTestSetup();

    PersonClicksTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void people_see_the_buttons_the_bot_posted() {
        at.posted(CARD);

        var buttons = at.slack.sees(at.bob.id(), at.approvals).getFirst().buttons();
        assertThat(buttons)
                .extracting(SeenButton::text)
                .containsExactly("Approve", "Details", "Cancel", "Remind", "Remind");
        assertThat(buttons.getFirst().hasConfirm()).isTrue();
        assertThat(buttons.getFirst().style()).contains("primary");
        assertThat(buttons.getLast().hasConfirm()).isFalse();
    }

    @Test
    void a_button_is_told_apart_by_its_value() {
        MessageKey card = at.posted(CARD);

        at.slack.click(at.bob.id(), card, "remind", "2");
        assertThat(at.bot.last().payload().at("/actions/0/value").asText()).isEqualTo("2");
        at.slack.click(at.bob.id(), card, "more", "cancel");
        assertThat(at.bot.last().payload().at("/actions/0/selected_option/value").asText())
                .isEqualTo("cancel");
        assertThatThrownBy(() -> at.slack.click(at.bob.id(), card, "remind"))
                .hasMessageStartingWith("2 buttons fit remind");
        assertThatThrownBy(() -> at.slack.click(at.bob.id(), card, "deny"))
                .isInstanceOf(NotOnScreen.class)
                .hasMessageStartingWith("0 buttons fit deny; there are [approve, more, more");
    }

    @Test
    void a_click_says_who_where_and_on_what() {
        MessageKey card = at.posted(CARD);
        at.slack.click(at.bob.id(), card, "approve");

        JsonNode payload = at.bot.last().payload();
        assertThat(payload.at("/user/id").asText()).isEqualTo(at.bob.id().value());
        assertThat(payload.at("/user/team_id").asText()).isEqualTo(at.workspace.teamId());
        assertThat(payload.at("/container/message_ts").asText()).isEqualTo(card.ts());
        assertThat(payload.at("/container/is_ephemeral").asBoolean(true)).isFalse();
        assertThat(payload.at("/channel/id").asText()).isEqualTo(at.approvals.value());
        assertThat(payload.at("/message/text").asText()).isEqualTo("a card");
        assertThat(payload.at("/actions/0/block_id").asText()).isEqualTo("decide");
        assertThat(payload.path("response_url").asText()).contains("/actions/");
        assertThat(payload.path("api_app_id").asText()).isEqualTo(at.workspace.appId());
    }

    @Test
    void an_ephemeral_message_is_clicked_by_its_reader_and_not_sent_along() {
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
                                        CARD))
                        .path("message_ts")
                        .asText();
        var ref = new MessageKey(at.approvals, ts);

        at.slack.click(at.alice.id(), ref, "approve");

        JsonNode payload = at.bot.last().payload();
        assertThat(payload.at("/container/is_ephemeral").asBoolean()).isTrue();
        assertThat(payload.has("message")).isFalse();
        assertThatThrownBy(() -> at.slack.click(at.bob.id(), ref, "approve"))
                .hasMessage("bob sees no such message");
    }

    @Test
    void somebody_from_another_company_can_click_in_a_shared_channel() {
        MessageKey card = at.posted(CARD);
        WorkspaceMember sue = at.workspace.stranger("sue");
        at.workspace.shareExternally(at.approvals);
        at.workspace.join(at.approvals, sue.id());

        at.slack.click(sue.id(), card, "approve");

        JsonNode payload = at.bot.last().payload();
        assertThat(payload.at("/user/team_id").asText()).isEqualTo(sue.teamId());
        assertThat(payload.at("/team/id").asText()).isEqualTo(at.workspace.teamId());
    }

    @Test
    void who_is_not_there_cannot_click() {
        MessageKey card = at.posted(CARD);
        WorkspaceMember carol = at.workspace.person("carol");
        WorkspaceMember robot = at.workspace.bot("robot");
        at.workspace.join(at.approvals, robot.id());
        at.workspace.deactivate(at.alice.id());

        assertThatThrownBy(() -> at.slack.click(carol.id(), card, "approve"))
                .hasMessage("carol is not in " + at.approvals.value());
        assertThatThrownBy(() -> at.slack.click(robot.id(), card, "approve"))
                .hasMessage("robot is a bot and has no screen");
        assertThatThrownBy(() -> at.slack.click(at.alice.id(), card, "approve"))
                .hasMessage("alice is deactivated and cannot sign in");
        assertThatThrownBy(() -> at.slack.click(new UserId("U0"), card, "approve"))
                .hasMessage("nobody here is U0");
        at.workspace.leave(at.approvals, at.bob.id());
        assertThatThrownBy(() -> at.slack.click(at.bob.id(), card, "approve"))
                .hasMessage("bob is not in " + at.approvals.value());
        assertThat(at.bot.received()).isEmpty();
    }

    @Test
    void a_button_with_an_address_is_seen_with_it_and_told_to_the_bot_like_any_other() {
        MessageKey card =
                at.posted(
                        """
                        [{"type":"actions","elements":[{"type":"button","action_id":"open-link",
                          "text":{"type":"plain_text","text":"Open"},
                          "url":"https://desk.example/pick-up/1#c.token"}]}]
                        """);

        assertThat(at.slack.sees(at.bob.id(), at.approvals).getFirst().buttons())
                .singleElement()
                .extracting(SeenButton::url)
                .isEqualTo(Optional.of("https://desk.example/pick-up/1#c.token"));

        at.slack.click(at.bob.id(), card, "open-link");

        JsonNode action = at.bot.last().payload().at("/actions/0");
        assertThat(action.path("action_id").asText()).isEqualTo("open-link");
        assertThat(action.path("url").asText()).endsWith("#c.token");
    }

    @Test
    void a_screen_that_is_behind_still_has_the_button_an_edit_took_away() {
        MessageKey card = at.posted(CARD);
        at.call(
                "chat.update",
                Map.of(
                        "channel",
                        card.channel().value(),
                        "ts",
                        card.ts(),
                        "text",
                        "Denied",
                        "blocks",
                        "[]"));

        assertThatThrownBy(() -> at.slack.click(at.bob.id(), card, "approve"))
                .isInstanceOf(NotOnScreen.class);
        assertThat(at.slack.clickOnOldScreen(at.bob.id(), card, "approve").problem()).isEmpty();
        assertThat(at.bot.last().payload().at("/actions/0/action_id").asText())
                .isEqualTo("approve");
        assertThatThrownBy(() -> at.slack.clickOnOldScreen(at.bob.id(), card, "never"))
                .hasMessage("that message never had never");
    }

    @Test
    void a_click_the_bot_does_not_acknowledge_shows_its_status() {
        MessageKey card = at.posted(CARD);
        at.bot.answers(new Bot.Ack(404, "text/plain", "no handler"));

        ActionReply reply = at.slack.click(at.bob.id(), card, "approve");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).contains("This app responded with Status Code 404.");
        assertThat(at.slack.refusals().getLast().error()).isEqualTo("http_404");
    }

    @Test
    void an_acknowledgement_of_a_click_that_says_something_is_noted() {
        MessageKey card = at.posted(CARD);
        at.bot.answers(Bot.Ack.json("{\"text\":\"Approved\"}"));

        assertThat(at.slack.click(at.bob.id(), card, "approve").problem()).isEmpty();
        assertThat(at.slack.refusals().getLast().error()).isEqualTo("body_ignored");
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).hasSize(1);
    }
}
