package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.RuntimeContext;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.stories.RegisteredActions;
import dev.keydesk.web.WebServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The manifest asks Slack for what the handlers really take, and for nothing else. */
class ManifestTest {
    private static final Path FILE = Path.of("manifest.yml");

    private static final String RULES =
            """
            version: 1
            requesters:
              users: [U0000001]
            apps:
              allow: ["*"]
            approvals:
              channel: C0000001
              users: [U0000002]
            """;

    @TempDir private Path folder;

    private static JsonNode manifest() throws IOException {
        return new YAMLMapper().readTree(FILE.toFile());
    }

    @Test
    void the_jar_carries_the_manifest_it_was_built_with() throws Exception {
        try (var shipped = getClass().getResourceAsStream("/dev/keydesk/cli/manifest.yml")) {
            assertThat(new YAMLMapper().readTree(shipped)).isEqualTo(manifest());
        }
    }

    @Test
    void commands_shortcuts_and_events_are_those_that_have_a_handler() throws Exception {
        var features = manifest().path("features");
        var settings = manifest().path("settings");

        var handlers = handlers();

        assertThat(texts(features.path("slash_commands"), "/command"))
                .isEqualTo(handlers.named("slashCommand"));
        assertThat(texts(features.path("shortcuts"), "/callback_id"))
                .isEqualTo(handlers.named("globalShortcut"));
        assertThat(texts(features.path("shortcuts"), "/type")).containsExactly("global");
        assertThat(handlers.named("messageShortcut")).isEmpty();
        assertThat(texts(settings.at("/event_subscriptions/bot_events"), ""))
                .isEqualTo(handlers.named("event"));
    }

    @Test
    void what_the_handlers_need_besides_is_switched_on() throws Exception {
        var settings = manifest().path("settings");
        var home = manifest().at("/features/app_home");

        var handlers = handlers();

        assertThat(handlers.named("blockSuggestion")).isNotEmpty();
        assertThat(settings.at("/interactivity/message_menu_options_url").asText()).isNotEmpty();
        assertThat(handlers.named("blockAction")).isNotEmpty();
        assertThat(settings.at("/interactivity/is_enabled").asBoolean()).isTrue();
        assertThat(home.path("home_tab_enabled").asBoolean()).isTrue();
        assertThat(home.path("messages_tab_enabled").asBoolean()).isTrue();
        // Nothing listens to what people would write there.
        assertThat(home.path("messages_tab_read_only_enabled").asBoolean()).isTrue();
        assertThat(settings.path("socket_mode_enabled").asBoolean(true)).isFalse();
        assertThat(settings.path("token_rotation_enabled").asBoolean(true)).isFalse();
        assertThat(settings.path("org_deploy_enabled").asBoolean(true)).isFalse();
    }

    @Test
    void every_address_is_the_one_the_gate_is_at() throws Exception {
        var addresses = new TreeSet<String>();
        var texts = new java.util.ArrayDeque<JsonNode>(List.of(manifest()));
        while (!texts.isEmpty()) {
            var node = texts.pop();
            node.forEach(texts::push);
            if (node.asText().startsWith("http")) {
                addresses.add(node.asText());
            }
        }
        assertThat(addresses).containsExactly("https://keydesk.example.com/slack/events");
    }

    @Test
    void nothing_is_longer_than_slack_allows() throws Exception {
        var manifest = manifest();
        assertThat(manifest.at("/display_information/name").asText().length()).isBetween(1, 35);
        assertThat(manifest.at("/display_information/description").asText().length())
                .isBetween(1, 140);
        assertThat(manifest.at("/features/bot_user/display_name").asText().length())
                .isBetween(1, 80);
        assertThat(texts(manifest.at("/features/slash_commands"), "/command"))
                .allMatch(command -> command.length() <= 32);
        assertThat(texts(manifest.at("/features/shortcuts"), "/description"))
                .allMatch(description -> description.length() <= 150);
    }

    private static Set<String> texts(JsonNode list, String pointer) {
        var texts = new TreeSet<String>();
        list.forEach(item -> texts.add(item.at(pointer).asText()));
        return texts;
    }

    /** What is registered in Bolt, each with its kind, by a desk that is wired and not started. */
    private record Handlers(Set<String> all) {
        Set<String> named(String kind) {
            return all.stream()
                    .filter(one -> one.startsWith(kind + " "))
                    .map(one -> one.substring(kind.length() + 1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private Handlers handlers() throws IOException {
        var rules = folder.resolve("keydesk.yml");
        Files.writeString(rules, RULES);
        var settings =
                Settings.read(
                        Map.of(
                                "SLACK_BOT_TOKEN",
                                "xoxb-1",
                                "SLACK_SIGNING_SECRET",
                                "0123456789abcdef0123456789abcdef",
                                "AZURE_TENANT_ID",
                                "11111111-2222-4333-8444-555555555555",
                                "AZURE_CLIENT_ID",
                                "22222222-2222-4333-8444-555555555555",
                                "AZURE_CLIENT_SECRET",
                                "unused",
                                "KEYDESK_DATABASE_URL",
                                "jdbc:sqlite:" + folder.resolve("keydesk.db"),
                                "KEYDESK_CONFIG",
                                rules.toString(),
                                "KEYDESK_PUBLIC_URL",
                                "https://keydesk.example.com"));
        try (var desk =
                new KeydeskInstance(
                        settings,
                        Rules.read(settings.rulesFile()),
                        RuntimeContext.real(WebServer.Reach.THIS_MACHINE))) {
            return new Handlers(RegisteredActions.inSlack(desk));
        }
    }
}
