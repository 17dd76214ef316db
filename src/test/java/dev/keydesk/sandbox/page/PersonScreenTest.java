package dev.keydesk.sandbox.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.sandbox.slack.WorkspaceMember;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

/** What is on somebody's screen, and what is not. */
class PersonScreenTest {
    private final PageLab lab = new PageLab();

    PersonScreenTest() throws IOException {}

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void what_is_visible_to_one_is_on_no_other_screen() {
        lab.asBot(client ->
                client.chatPostEphemeral(it ->
                        it.channel(lab.approvals.value())
                                .user(lab.alice.id().value())
                                .text("for alice alone")));

        assertThat(room(lab.alice, "approvals").at("/messages/0/ephemeral").asBoolean()).isTrue();
        assertThat(lab.screen(lab.alice).toString()).contains("for alice alone");
        assertThat(lab.screen(lab.bob).toString()).doesNotContain("for alice alone");
    }

    @Test
    void reloading_forgets_what_was_visible_to_one_alone() {
        lab.asBot(client ->
                client.chatPostEphemeral(it ->
                        it.channel(lab.approvals.value())
                                .user(lab.alice.id().value())
                                .text("for alice alone")));

        lab.act("/api/reload", Map.of("as", lab.alice.id().value()));

        assertThat(lab.screen(lab.alice).toString()).doesNotContain("for alice alone");
    }

    @Test
    void direct_messages_private_channels_and_their_names_are_not_shown_to_others() {
        var secret = lab.workspace.channel("layoffs", true);
        lab.workspace.join(secret, lab.bob.id());
        lab.slack.say(lab.bob.id(), secret, "not for alice");
        lab.slack.say(lab.bob.id(), lab.slack.dm(lab.bob.id()), "only for the desk");

        assertThat(lab.screen(lab.bob).toString())
                .contains("layoffs", "not for alice", "only for the desk");
        assertThat(lab.screen(lab.alice).toString())
                .doesNotContain("layoffs", "not for alice", "only for the desk");
    }

    @Test
    void only_the_conversation_with_the_desk_is_for_reading_alone() {
        lab.slack.dm(lab.alice.id());

        for (var room : lab.screen(lab.alice).path("rooms")) {
            assertThat(room.path("readOnly").asBoolean()).isEqualTo(room.path("desk").asBoolean());
        }
        assertThat(room(lab.alice, "keydesk").path("readOnly").asBoolean()).isTrue();
    }

    @Test
    void a_full_member_looks_into_a_public_channel_without_joining_and_a_guest_does_not() {
        lab.workspace.channel("open-to-all", false);
        var guest = lab.workspace.guest("gerda");

        assertThat(room(lab.alice, "open-to-all").path("joined").asBoolean()).isFalse();
        assertThat(lab.screen(guest).toString()).doesNotContain("open-to-all");
        assertThat(lab.screen(guest).at("/me/standing").asText()).isEqualTo("guest");
    }

    @Test
    void a_stranger_meets_the_desk_where_it_writes_and_opens_nothing_of_it() {
        var stranger = lab.workspace.stranger("sue");
        var shared = lab.workspace.channel("with-others", false);
        lab.workspace.join(shared, stranger.id());
        var screen = lab.screen(stranger);

        assertThat(screen.path("opensDesk").asBoolean()).isFalse();
        assertThat(screen.path("rooms").findValuesAsText("name")).containsExactly("with-others");
        assertThat(screen.path("commands")).isEmpty();
        assertThat(screen.path("shortcuts")).isEmpty();

        var colleague = lab.screen(lab.alice);
        assertThat(colleague.path("opensDesk").asBoolean()).isTrue();
        assertThat(colleague.path("commands")).isNotEmpty();
        assertThat(colleague.path("shortcuts")).isNotEmpty();
    }

    @Test
    void a_modal_is_on_the_screen_of_the_one_who_opened_it() {
        lab.bot.answers(Modals.opening(lab));
        lab.act("/api/command", Modals.command(lab));

        assertThat(lab.screen(lab.alice).at("/views/0/title").asText()).isEqualTo("Ask");
        assertThat(lab.screen(lab.bob).path("views")).isEmpty();
    }

    @Test
    void a_message_comes_with_its_blocks_its_thread_and_the_mark_of_an_edit() {
        var card = lab.posted("[{\"type\":\"divider\"}]");
        lab.asBot(client ->
                client.chatPostMessage(
                        it -> it.channel(lab.approvals.value()).threadTs(card).text("a reply")));
        lab.asBot(client ->
                client.chatUpdate(
                        it -> it.channel(lab.approvals.value()).ts(card).text("another text")));

        var messages = room(lab.alice, "approvals").path("messages");
        assertThat(messages.at("/0/blocks/0/type").asText()).isEqualTo("divider");
        assertThat(messages.at("/0/edited").asBoolean()).isTrue();
        assertThat(messages.at("/1/thread").asText()).isEqualTo(card);
        assertThat(messages.at("/1/edited").asBoolean()).isFalse();
    }

    @Test
    void the_home_tab_appears_once_the_bot_has_published_it() {
        assertThat(lab.screen(lab.alice).path("home").isNull()).isTrue();

        lab.act("/api/home", Map.of("as", lab.alice.id().value()));
        assertThat(lab.bot.last().body()).contains("app_home_opened");
        lab.asBot(client ->
                client.viewsPublish(it ->
                        it.userId(lab.alice.id().value())
                                .viewAsString(
                                        "{\"type\":\"home\",\"blocks\":[{\"type\":\"divider\"}]}")));

        assertThat(lab.screen(lab.alice).at("/home/blocks/0/type").asText()).isEqualTo("divider");
        assertThat(lab.screen(lab.bob).path("home").isNull()).isTrue();
    }

    @Test
    void people_are_found_by_id_or_name_and_bots_have_no_screen() {
        lab.workspace.deactivate(lab.bob.id());

        assertThat(lab.read("/api/screen?as=alice").at("/me/id").asText())
                .isEqualTo(lab.alice.id().value());
        assertThat(lab.read("/api/people").findValuesAsText("name")).containsExactly("alice");
        assertThat(lab.get("/api/screen?as=keydesk").statusCode()).isEqualTo(404);
        assertThat(lab.read("/api/screen?as=zoe").path("problem").asText())
                .startsWith("Nobody here is zoe. There are: alice");
    }

    @Test
    void commands_come_with_their_hints_and_shortcuts_with_their_names() {
        var screen = lab.screen(lab.alice);

        assertThat(screen.at("/commands/0/command").asText()).isEqualTo("/new-client-secret");
        assertThat(screen.at("/commands/0/hint").asText()).contains("app name");
        assertThat(screen.at("/shortcuts/0/name").asText()).isEqualTo("New client secret");
    }

    private JsonNode room(WorkspaceMember of, String name) {
        for (var room : lab.screen(of).path("rooms")) {
            if (room.path("name").asText().equals(name)) {
                return room;
            }
        }
        throw new AssertionError(of.name() + " sees no " + name);
    }
}
