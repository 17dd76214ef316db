package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.ChannelId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** Commands and shortcuts: who can use them, what is sent, and what may be answered. */
class SlashCommandsTest {
    private static final String COMMAND = "/new-client-secret";

    private final SlackTestSetup at = new SlackTestSetup();

    SlashCommandsTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_command_carries_what_slack_sends() {
        at.slack.command(at.alice.id(), at.approvals, COMMAND, "payroll-api");

        Map<String, String> form = at.bot.last().form();
        assertThat(form)
                .containsEntry("team_id", at.workspace.teamId())
                .containsEntry("team_domain", "example")
                .containsEntry("channel_id", at.approvals.value())
                .containsEntry("channel_name", "approvals")
                .containsEntry("user_id", at.alice.id().value())
                .containsEntry("user_name", "alice")
                .containsEntry("command", COMMAND)
                .containsEntry("text", "payroll-api")
                .containsEntry("api_app_id", at.workspace.appId())
                .containsEntry("is_enterprise_install", "false")
                .containsKeys("token", "response_url", "trigger_id")
                .doesNotContainKey("enterprise_id");
    }

    @Test
    void names_and_signs_in_a_command_come_escaped() {
        at.slack.command(at.alice.id(), at.approvals, COMMAND, "@bob #approvals a<b & @nobody");

        assertThat(at.bot.last().form().get("text"))
                .isEqualTo(
                        "<@%s|bob> <#%s|approvals> a&lt;b &amp; @nobody"
                                .formatted(at.bob.id().value(), at.approvals.value()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "text/plain, `Here you are`, `Here you are`, true",
                "application/json, `{'text':'Here you are'}`, `Here you are`, true",
                "application/json, `{'text':'For all','response_type':'in_channel'}`, `For all`,"
                        + " false",
            })
    void an_answer_is_shown_to_the_caller_unless_it_says_otherwise(
            String type, String body, String text, boolean ephemeral) {
        at.bot.answers(new Bot.Ack(200, type, body.replace('\'', '"')));

        ActionReply reply = at.slack.command(at.alice.id(), at.approvals, COMMAND, "");

        assertThat(reply.problem()).isEmpty();
        var seen = at.slack.sees(at.alice.id(), at.approvals).getFirst();
        assertThat(seen.text()).isEqualTo(text);
        assertThat(seen.ephemeral()).isEqualTo(ephemeral);
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).hasSize(ephemeral ? 0 : 1);
    }

    @Test
    void an_empty_answer_shows_nothing() {
        assertThat(at.slack.command(at.alice.id(), at.approvals, COMMAND, "").fine()).isTrue();
        at.bot.answers(Bot.Ack.json("{}"));
        assertThat(at.slack.command(at.alice.id(), at.approvals, COMMAND, "").fine()).isTrue();
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "500, application/json, ``, dispatch_failed",
                "302, text/plain, ``, dispatch_failed",
                "200, application/json, `not json`, invalid_json",
                "200, application/json, `{'blocks':[{'type':'chart'}]}`, invalid_blocks",
                "200, application/json, `{'blocks':'[]'}`, invalid_blocks_format",
                "200, application/json, `{'response_type':'ephemeral'}`, no_text",
            })
    void an_answer_slack_does_not_take_shows_as_a_failed_command(
            int status, String type, String body, String error) {
        at.bot.answers(new Bot.Ack(status, type, body.replace('\'', '"')));

        ActionReply reply = at.slack.command(at.alice.id(), at.approvals, COMMAND, "");

        assertThat(reply.problem().orElseThrow()).startsWith(COMMAND + " failed");
        assertThat(at.slack.refusals().getLast().error()).isEqualTo(error);
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).isEmpty();
    }

    @Test
    void a_bot_that_is_not_there_times_out() {
        at.bot.close();

        ActionReply reply = at.slack.command(at.alice.id(), at.approvals, COMMAND, "");

        assertThat(reply.problem())
                .contains(COMMAND + " failed with the error \"operation_timeout\"");
    }

    @Test
    void strangers_and_unknown_commands_never_reach_the_bot() {
        WorkspaceMember sue = at.workspace.stranger("sue");
        at.workspace.join(at.approvals, sue.id());
        var usual = Installation.usual();
        at.slack.install(
                new Installation(usual.scopes(), Set.of(COMMAND), Set.of("ask"), true, true, true));

        assertThat(at.slack.command(sue.id(), at.approvals, COMMAND, "").problem())
                .contains(COMMAND + " is not a valid command.");
        assertThat(at.slack.command(at.alice.id(), at.approvals, "/secret", "").problem())
                .contains("/secret is not a valid command.");
        assertThat(at.slack.shortcut(sue.id(), "ask").fine()).isFalse();
        assertThat(at.slack.shortcut(at.alice.id(), "other").fine()).isFalse();
        assertThatThrownBy(() -> at.slack.openHome(sue.id()))
                .hasMessage("people of another company cannot open the app");
        at.workspace.archive(at.approvals);
        assertThat(at.slack.command(at.alice.id(), at.approvals, COMMAND, "").problem())
                .contains("You are viewing an archived channel.");
        assertThat(at.bot.received()).isEmpty();
    }

    @Test
    void a_guest_can_use_a_command_where_they_are() {
        WorkspaceMember gus = at.workspace.guest("gus");
        assertThatThrownBy(() -> at.slack.command(gus.id(), at.approvals, COMMAND, ""))
                .hasMessage("gus is not in " + at.approvals.value());
        at.workspace.join(at.approvals, gus.id());
        assertThat(at.slack.command(gus.id(), at.approvals, COMMAND, "").status()).isEqualTo(200);
    }

    @Test
    void a_command_works_in_a_dm_the_bot_cannot_see_and_so_does_its_response_url() {
        ChannelId theirs = at.workspace.dmBetween(at.alice.id(), at.bob.id());
        at.slack.command(at.alice.id(), theirs, COMMAND, "");
        var form = at.bot.last().form();

        assertThat(form.get("channel_name")).isEqualTo("directmessage");
        assertThat(
                        at.error(
                                "chat.postEphemeral",
                                Map.of(
                                        "channel", theirs.value(),
                                        "user", at.alice.id().value(),
                                        "text", "a")))
                .isEqualTo("channel_not_found");
        at.postJson(java.net.URI.create(form.getOrDefault("response_url", "")), "{\"text\":\"a\"}");
        assertThat(at.slack.sees(at.alice.id(), theirs)).hasSize(1);
    }

    @Test
    void a_shortcut_has_a_trigger_and_no_channel() {
        ActionReply reply = at.slack.shortcut(at.alice.id(), "new_client_secret");

        var payload = at.bot.last().payload();
        assertThat(reply.fine()).isTrue();
        assertThat(payload.path("type").asText()).isEqualTo("shortcut");
        assertThat(payload.path("callback_id").asText()).isEqualTo("new_client_secret");
        assertThat(payload.path("trigger_id").asText()).isNotEmpty();
        assertThat(payload.has("channel")).isFalse();
        assertThat(payload.has("response_url")).isFalse();
        at.bot.answers(new Bot.Ack(500, "text/plain", ""));
        assertThat(at.slack.shortcut(at.alice.id(), "new_client_secret").problem())
                .contains("We had some trouble connecting. Try again?");
    }
}
