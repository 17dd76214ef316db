package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.slack.api.SlackConfig;
import com.slack.api.app_backend.events.payload.AppHomeOpenedPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockSuggestionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.slash_commands.SlashCommandPayloadParser;
import com.slack.api.app_backend.views.payload.ViewClosedPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.util.json.GsonFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/**
 * What is sent, read by the classes Bolt reads it with; they fail on a field Slack does not have.
 */
class PayloadShapesTest {
    private static final String CARD =
            """
            [{"type":"section","text":{"type":"mrkdwn","text":"*KD-1*"}},
             {"type":"actions","block_id":"decide","elements":[
               {"type":"button","action_id":"approve","value":"KD-1","style":"primary",
                "text":{"type":"plain_text","text":"Approve"}},
               {"type":"overflow","action_id":"more","options":[
                 {"text":{"type":"plain_text","text":"Details"},"value":"details"}]},
               {"type":"static_select","action_id":"days","options":[
                 {"text":{"type":"plain_text","text":"90"},"value":"90"}]}]}]
            """;
    private static final String MODAL =
            """
            {"type":"modal","callback_id":"ask","private_metadata":"KD-1","notify_on_close":true,
             "title":{"type":"plain_text","text":"Ask"},
             "submit":{"type":"plain_text","text":"Send"},
             "close":{"type":"plain_text","text":"Not now"},
             "blocks":[
               {"type":"input","block_id":"app","dispatch_action":true,
                "label":{"type":"plain_text","text":"App"},
                "element":{"type":"external_select","action_id":"pick","min_query_length":0}},
               {"type":"input","block_id":"why","optional":true,
                "label":{"type":"plain_text","text":"Reason"},
                "element":{"type":"plain_text_input","action_id":"why"}}]}
            """;

    private final SlackTestSetup at = new SlackTestSetup();
    private final Gson strict = strict();

    PayloadShapesTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_command() {
        at.slack.command(at.alice.id(), at.approvals, "/new-client-secret", "a & b");

        var payload = new SlashCommandPayloadParser().parse(at.bot.last().body());
        assertThat(payload.getCommand()).isEqualTo("/new-client-secret");
        assertThat(payload.getText()).isEqualTo("a &amp; b");
        assertThat(payload.getTeamDomain()).isEqualTo("example");
        assertThat(payload.getUserId()).isEqualTo(at.alice.id().value());
        assertThat(payload.getResponseUrl()).startsWith("http://127.0.0.1:");
        assertThat(payload.isEnterpriseInstall()).isFalse();
        assertThat(payload.getEnterpriseId()).isNull();
    }

    @Test
    void a_shortcut() {
        at.slack.shortcut(at.alice.id(), "new_client_secret");

        var payload = strict.fromJson(at.bot.last().payloadText(), GlobalShortcutPayload.class);
        assertThat(payload.getCallbackId()).isEqualTo("new_client_secret");
        assertThat(payload.getUser().getTeamId()).isEqualTo(at.workspace.teamId());
    }

    @Test
    void a_button_and_a_menu_in_a_message() {
        MessageKey card = at.posted(CARD);
        at.slack.click(at.bob.id(), card, "approve");
        var button = strict.fromJson(at.bot.last().payloadText(), BlockActionPayload.class);
        at.slack.click(at.bob.id(), card, "more", "details");
        var menu = strict.fromJson(at.bot.last().payloadText(), BlockActionPayload.class);

        assertThat(button.getActions()).hasSize(1);
        assertThat(button.getActions().getFirst().getValue()).isEqualTo("KD-1");
        assertThat(button.getContainer().getMessageTs()).isEqualTo(card.ts());
        assertThat(button.getMessage().getBlocks()).hasSize(2);
        assertThat(button.getMessage().getBotId()).isEqualTo(at.workspace.botId());
        assertThat(button.getTriggerId()).isNotEmpty();
        assertThat(button.getState().getValues().get("decide")).containsOnlyKeys("days");
        assertThat(menu.getActions().getFirst().getSelectedOption().getValue())
                .isEqualTo("details");
    }

    @Test
    void a_modal_from_its_first_suggestion_to_its_end() {
        String view = at.opened(MODAL);
        at.bot.answers(
                Bot.Ack.json(
                        "{\"options\":[{\"text\":{\"type\":\"plain_text\",\"text\":\"a\"},"
                                + "\"value\":\"a1\"}]}"));
        at.slack.suggest(at.alice.id(), view, "pick", "");
        // Slack sends container.view_id; the SDK's class for suggestions does not know it.
        var asked =
                GsonFactory.createSnakeCase()
                        .fromJson(at.bot.last().payloadText(), BlockSuggestionPayload.class);
        at.bot.answers(Bot.Ack.empty());
        at.slack.choose(at.alice.id(), view, "pick", "a1");
        var chosen = strict.fromJson(at.bot.last().payloadText(), BlockActionPayload.class);
        at.slack.fill(at.alice.id(), view, "why", "nightly");
        at.slack.submit(at.alice.id(), view);
        var sent = strict.fromJson(at.bot.last().payloadText(), ViewSubmissionPayload.class);
        at.slack.closeView(at.alice.id(), at.opened(MODAL));
        var closed = strict.fromJson(at.bot.last().payloadText(), ViewClosedPayload.class);

        assertThat(asked.getActionId()).isEqualTo("pick");
        assertThat(asked.getBlockId()).isEqualTo("app");
        assertThat(asked.getView().getId()).isEqualTo(view);
        assertThat(chosen.getActions().getFirst().getSelectedOption().getValue()).isEqualTo("a1");
        assertThat(chosen.getView().getPrivateMetadata()).isEqualTo("KD-1");
        var values = sent.getView().getState().getValues();
        assertThat(values.getOrDefault("why", Map.of()))
                .hasEntrySatisfying("why", it -> assertThat(it.getValue()).isEqualTo("nightly"));
        assertThat(values.getOrDefault("app", Map.of()))
                .hasEntrySatisfying(
                        "pick",
                        it -> assertThat(it.getSelectedOption().getValue()).isEqualTo("a1"));
        assertThat(sent.getView().getRootViewId()).isEqualTo(view);
        assertThat(sent.getView().getHash()).isNotEmpty();
        assertThat(closed.isCleared()).isFalse();
        assertThat(closed.getView().getCallbackId()).isEqualTo("ask");
    }

    @Test
    void the_home_tab_before_and_after_it_was_published() {
        at.slack.openHome(at.alice.id());
        var first = strict.fromJson(at.bot.last().body(), AppHomeOpenedPayload.class);
        at.call(
                "views.publish",
                Map.of(
                        "user_id",
                        at.alice.id().value(),
                        "view",
                        "{\"type\":\"home\",\"blocks\":[{\"type\":\"divider\"}]}"));
        at.slack.openHome(at.alice.id());
        var second = strict.fromJson(at.bot.last().body(), AppHomeOpenedPayload.class);

        assertThat(first.getEvent().getUser()).isEqualTo(at.alice.id().value());
        assertThat(first.getEvent().getView()).isNull();
        assertThat(second.getEvent().getView().getBlocks()).hasSize(1);
        assertThat(second.getEventId()).isNotEqualTo(first.getEventId());
        assertThat(second.getAuthorizations()).hasSize(1);
    }

    @Test
    void an_enterprise_grid_names_the_organisation_and_a_colleagues_own_workspace() {
        Workspace grid = Workspace.onEnterpriseGrid();
        var enterprise = grid.enterprise().orElseThrow();
        WorkspaceMember alice = grid.person("alice");
        WorkspaceMember cleo = grid.colleague("cleo");
        var channel = grid.channel("approvals", false);
        grid.join(channel, alice.id(), cleo.id());
        try (var slack = new SimulatedSlack(grid, at::now)) {
            slack.start(0);
            slack.deliverTo(at.bot.address());
            slack.command(alice.id(), channel, "/new-client-secret", "");
            var command = new SlashCommandPayloadParser().parse(at.bot.last().body());
            slack.shortcut(cleo.id(), "new_client_secret");
            var shortcut =
                    strict.fromJson(at.bot.last().payloadText(), GlobalShortcutPayload.class);

            assertThat(command.getEnterpriseId()).isEqualTo(enterprise.id());
            assertThat(command.getEnterpriseName()).isEqualTo(enterprise.name());
            assertThat(shortcut.getEnterprise().getId()).isEqualTo(enterprise.id());
            assertThat(shortcut.getUser().getTeamId()).isNotEqualTo(grid.teamId());
            assertThat(shortcut.getTeam().getId()).isEqualTo(grid.teamId());
        }
    }

    private static Gson strict() {
        var config = new SlackConfig();
        config.setFailOnUnknownProperties(true);
        return GsonFactory.createSnakeCase(config);
    }
}
