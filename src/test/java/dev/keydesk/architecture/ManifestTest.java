package dev.keydesk.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.slack.api.bolt.App;

import dev.keydesk.approval.ReasonForm;
import dev.keydesk.chat.BotIdentity;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Rules;
import dev.keydesk.config.SampleLimits;
import dev.keydesk.config.SecretText;
import dev.keydesk.config.Settings;
import dev.keydesk.home.HomeAnswers;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.jobs.Backoff;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.slack.BoltApp;
import dev.keydesk.slack.SlackSurface;
import dev.keydesk.store.Store;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The manifest asks Slack for what the handlers really take, and for nothing else. */
class ManifestTest {
    private static final Path FILE = Path.of("manifest.yml");

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
                .isEqualTo(handlers.named("slashCommandHandlers"));
        assertThat(texts(features.path("shortcuts"), "/callback_id"))
                .isEqualTo(handlers.named("globalShortcutHandlers"));
        assertThat(texts(features.path("shortcuts"), "/type")).containsExactly("global");
        assertThat(handlers.named("messageShortcutHandlers")).isEmpty();
        assertThat(texts(settings.at("/event_subscriptions/bot_events"), ""))
                .isEqualTo(handlers.named("eventHandlers"));
    }

    @Test
    void what_the_handlers_need_besides_is_switched_on() throws Exception {
        var settings = manifest().path("settings");
        var home = manifest().at("/features/app_home");

        var handlers = handlers();

        assertThat(handlers.named("blockSuggestionHandlers")).isNotEmpty();
        assertThat(settings.at("/interactivity/message_menu_options_url").asText()).isNotEmpty();
        assertThat(handlers.named("blockActionHandlers")).isNotEmpty();
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

    /** What is registered in Bolt, which tells nobody. */
    private record Handlers(App app) {
        Set<String> named(String field) throws ReflectiveOperationException {
            var handlers = App.class.getDeclaredField(field);
            handlers.setAccessible(true);
            Collection<?> names = ((Map<?, ?>) handlers.get(app)).keySet();
            return names.stream()
                    .map(Handlers::exactly)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        /** Names are given to Bolt as they are, and it makes patterns of them. */
        private static String exactly(Object name) {
            var text = name instanceof Pattern pattern ? pattern.pattern() : name.toString();
            return text.replaceFirst("^\\^\\\\Q(.*)\\\\E\\$$", "$1");
        }
    }

    /** Registers the real handlers; none of them is called, so most of the desk can stay away. */
    @SuppressWarnings("NullAway") // The form and the submissions are only called by deliveries.
    private Handlers handlers() {
        var clock = InstantSource.system();
        var slack =
                new Settings.Slack(
                        SecretText.of("xoxb-1"),
                        SecretText.of("0123456789abcdef"),
                        URI.create("http://127.0.0.1:1/api/"));
        var database = new Settings.Database("jdbc:sqlite:" + folder.resolve("keydesk.db"));
        try (var chat = new Chat(slack, ChatTimeouts.standard());
                var db = Store.open(database)) {
            var people = new People(chat, clock);
            var principals = new PrincipalResolver(rules(), people, new BotIdentity(chat), clock);
            var jobs = new Jobs(clock, new Backoff(_ -> Optional.empty()));
            var app = BoltApp.create(chat, Optional::empty);
            SlackSurface.register(
                    app,
                    new Inbox(db, chat, jobs, clock),
                    null,
                    null,
                    new ReasonForm(chat, principals),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new HomeAnswers(chat),
                    (_, _) -> {},
                    SampleLimits.of(90, Duration.ofHours(1), Duration.ofHours(1)),
                    clock);
            return new Handlers(app);
        }
    }

    private static Rules rules() {
        return new Rules(
                new Rules.Requesters(Set.of(), Set.of()),
                new Rules.Apps(Set.of(), Set.of()),
                new Rules.Approvals(new ChannelId("C1"), Set.of(), Set.of()),
                new Rules.PickUp(Optional.empty(), true),
                SampleLimits.of(90, Duration.ofHours(1), Duration.ofHours(1)),
                new Rules.Operators(Optional.empty()),
                Map.of(),
                Optional.empty());
    }
}
