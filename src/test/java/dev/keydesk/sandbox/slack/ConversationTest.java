package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** The round trip: somebody does something, the bot answers, and people see it. */
class ConversationTest {
    private static final String CARD =
            """
            [{"type":"section","text":{"type":"mrkdwn","text":"alice asks"}},
             {"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","value":"KD-1",
                "text":{"type":"plain_text","text":"Approve"}}]}]
            """;
    private static final String FORM =
            """
            {"type":"modal","callback_id":"ask",
             "title":{"type":"plain_text","text":"Ask"},
             "submit":{"type":"plain_text","text":"Send"},
             "blocks":[{"type":"input","block_id":"why",
               "label":{"type":"plain_text","text":"Reason"},
               "element":{"type":"plain_text_input","action_id":"text"}}]}
            """;

    private final SlackTestSetup at = new SlackTestSetup();

    ConversationTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_command_opens_a_modal_that_is_filled_in_and_submitted() {
        String view = at.opened(FORM);

        at.slack.fill(at.alice.id(), view, "text", "nightly export");
        ActionReply reply = at.slack.submit(at.alice.id(), view);

        assertThat(reply.problem()).isEmpty();
        assertThat(at.slack.views(at.alice.id())).isEmpty();
        var entry = at.bot.last().payload().at("/view/state/values/why/text/value");
        assertThat(entry.asText()).isEqualTo("nightly export");
    }

    @Test
    void a_click_carries_what_the_bot_posted_and_an_edit_takes_the_button_away() {
        MessageKey card = at.posted(CARD);

        ActionReply reply = at.slack.click(at.bob.id(), card, "approve");
        at.call(
                "chat.update",
                Map.of(
                        "channel",
                        card.channel().value(),
                        "ts",
                        card.ts(),
                        "text",
                        "Approved",
                        "blocks",
                        "[]"));

        assertThat(reply.problem()).isEmpty();
        assertThat(at.bot.last().payload().at("/actions/0/value").asText()).isEqualTo("KD-1");
        var seen = at.slack.sees(at.alice.id(), at.approvals).getLast();
        assertThat(seen.text()).isEqualTo("Approved");
        assertThat(seen.buttons()).isEmpty();
        assertThat(seen.edited()).isTrue();
    }

    @Test
    void an_answer_to_a_command_is_seen_by_the_caller_alone() {
        at.bot.answers(Bot.Ack.json("{\"text\":\"Only for you\"}"));

        at.slack.command(at.alice.id(), at.approvals, "/new-client-secret", "help");

        assertThat(at.slack.sees(at.alice.id(), at.approvals)).hasSize(1);
        assertThat(at.slack.sees(at.alice.id(), at.approvals).getFirst().ephemeral()).isTrue();
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).isEmpty();
        assertThat(at.slack.everythingThatStays()).doesNotContain("Only for you");
    }
}
