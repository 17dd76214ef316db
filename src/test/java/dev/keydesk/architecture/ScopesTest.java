package dev.keydesk.architecture;

import static dev.keydesk.chat.Blocks.home;
import static dev.keydesk.chat.Blocks.notice;
import static dev.keydesk.chat.Blocks.section;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.slack.api.methods.MethodsClient;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.keydesk.chat.Attachment;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.ChatTimeouts;
import dev.keydesk.chat.OpenedView;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Settings;
import dev.keydesk.sandbox.LoopbackServer;
import dev.keydesk.sandbox.slack.ApiCall;
import dev.keydesk.sandbox.slack.Installation;
import dev.keydesk.sandbox.slack.SimulatedSlack;
import dev.keydesk.sandbox.slack.Workspace;
import dev.keydesk.sandbox.slack.WorkspaceMember;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The manifest's scopes are exactly those our calls need: every call we make is made here, with all
 * of them and with each taken away.
 */
class ScopesTest {
    /** Slack asks for it before it offers a command or a shortcut; no call of ours needs it. */
    private static final String COMMANDS = "commands";

    /** In {@code Chat}, each in one place. */
    private static final Set<String> BY_NAME =
            Set.of(
                    "chatPostMessage",
                    "chatUpdate",
                    "conversationsInfo",
                    "usersInfo",
                    "usersLookupByEmail",
                    "viewsOpen",
                    "viewsUpdate");

    private final Workspace workspace = new Workspace();
    private final WorkspaceMember alice = workspace.person("alice");
    private final ChannelId hall = workspace.channel("hall", false);
    private final ChannelId closet = workspace.channel("closet", true);
    private final SimulatedSlack slack = new SimulatedSlack(workspace, InstantSource.system());
    private final AtomicReference<String> trigger = new AtomicReference<>("");
    private LoopbackServer bot;
    private Chat chat;

    @BeforeEach
    void open() throws IOException {
        workspace.join(hall, alice.id());
        workspace.inviteBot(hall);
        workspace.inviteBot(closet);
        bot =
                LoopbackServer.http(
                        0,
                        call -> {
                            var found = Pattern.compile("trigger_id=([^&]+)").matcher(call.text());
                            trigger.set(found.find() ? found.group(1) : "");
                            call.answer(200, Map.of(), "");
                        });
        slack.start(0);
        slack.deliverTo(bot.address().resolve("/"));
        slack.install(installation(scopes()));
        chat =
                new Chat(
                        new Settings.Slack(slack.botToken(), slack.signingSecret(), slack.apiUrl()),
                        new ChatTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30)));
    }

    @AfterEach
    void close() {
        chat.close();
        slack.close();
        bot.close();
    }

    private static Set<String> scopes() throws IOException {
        var manifest = new YAMLMapper().readTree(Path.of("manifest.yml").toFile());
        return StreamSupport.stream(manifest.at("/oauth_config/scopes/bot").spliterator(), false)
                .map(scope -> scope.asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Installation installation(Set<String> scopes) {
        return new Installation(scopes, Set.of(), Set.of(), true, true, true);
    }

    @Test
    void with_exactly_these_scopes_every_call_works() {
        everyCall();

        assertThat(slack.refusals()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat:write",
                "files:write",
                "users:read",
                "users:read.email",
                "usergroups:read",
                "channels:read",
                "groups:read"
            })
    void without_this_scope_some_call_fails(String scope) throws IOException {
        var fewer = new TreeSet<>(scopes());
        fewer.remove(scope);
        slack.install(installation(fewer));

        everyCall();

        assertThat(slack.refusals())
                .isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.error()).isEqualTo("missing_scope");
                    assertThat(problem.explanation()).contains(scope);
                });
    }

    @Test
    void no_scope_was_left_out_above() throws IOException {
        assertThat(scopes())
                .containsExactlyInAnyOrder(
                        COMMANDS,
                        "chat:write",
                        "files:write",
                        "users:read",
                        "users:read.email",
                        "usergroups:read",
                        "channels:read",
                        "groups:read");
    }

    @Test
    void no_call_of_ours_was_left_out_above() {
        everyCall();

        var made =
                slack.calls().stream()
                        .map(ApiCall::method)
                        .map(ScopesTest::asMethodOfTheSdk)
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(made).isEqualTo(callsInOurCode());
    }

    private static String asMethodOfTheSdk(String method) {
        return Pattern.compile("\\.(.)")
                .matcher(method)
                .replaceAll(letter -> letter.group(1).toUpperCase(java.util.Locale.ROOT));
    }

    /** The chat package is the only one that calls Slack; ArchitectureTest sees to that. */
    private static Set<String> callsInOurCode() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(Chat.class)
                        .stream()
                        .flatMap(type -> type.getMethodCallsFromSelf().stream())
                        .filter(call -> call.getTargetOwner().isEquivalentTo(MethodsClient.class))
                        .map(call -> call.getTarget().getName())
                        .flatMap(ScopesTest::named)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** These go through the SDK's general method, whose name tells nothing. */
    private static Stream<String> named(String method) {
        return method.equals("postFormWithTokenAndParseResponse")
                ? BY_NAME.stream()
                : Stream.of(method);
    }

    @Test
    void no_call_by_its_name_was_left_out_above() {
        var places =
                new ClassFileImporter()
                        .importClasses(Chat.class).stream()
                                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                                .filter(call ->
                                        Set.of("send", "shown")
                                                .contains(call.getTarget().getName()))
                                .filter(call ->
                                        call.getTargetOwner()
                                                .getPackageName()
                                                .equals(Chat.class.getPackageName()))
                                .filter(call -> !call.getTargetOwner().isInterface())
                                .map(call ->
                                        call.getTargetOwner().getSimpleName()
                                                + call.getLineNumber())
                                .filter(call -> !call.startsWith("ResponseUrlClient"))
                                .collect(Collectors.toSet());

        assertThat(places).hasSameSizeAs(BY_NAME);
    }

    /** Each call is made, also if one before it was refused. */
    private void everyCall() {
        var people = new People(chat, InstantSource.system());
        var group = workspace.userGroup("approvers", alice.id());
        var text = new OutgoingMessage("A card", List.of(section("A card")));
        attempt(chat::slackIdentity);
        attempt(() -> people.fresh(alice.id()));
        attempt(() -> people.byEmail("alice@example.com"));
        attempt(() -> people.freshMembers(group));
        attempt(() -> people.channel(hall));
        attempt(() -> people.isMemberOf(hall, alice.id()));
        attempt(() -> people.isMemberOf(closet, alice.id()));
        attempt(() -> people.channel(closet));
        attempt(() -> chat.dm(alice.id(), text));
        var list = new Attachment("credentials.csv", "Credentials", "A list", "a,b");
        attempt(() -> chat.send(alice.id(), list));
        attempt(() -> chat.publishHome(alice.id(), home(List.of(section("At home")))));
        attempt(() -> {
            var card = chat.post(hall, text);
            chat.update(card, text);
            chat.postInThread(card, text);
        });
        attempt(this::modal);
    }

    private void modal() {
        slack.command(alice.id(), hall, "/new-client-secret", "");
        var view = notice("A notice", List.of(section("A notice")));
        OpenedView opened = chat.open(trigger.get(), view);
        chat.update(opened.id(), Optional.of(opened.hash()), view);
    }

    private static void attempt(Runnable call) {
        try {
            call.run();
        } catch (ChatFailure refused) {
            // The pretend Slack keeps what it refused, and the tests look there.
        }
    }
}
