package dev.keydesk.sandbox.slack;

import static dev.keydesk.sandbox.slack.BlockRulesTest.times;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keydesk.config.ChannelId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Messages and conversations: who can reach what, and Slack's code when not. */
class ChatMethodsTest {
    private static final String SECTION =
            "[{\"type\":\"section\",\"text\":{\"type\":\"mrkdwn\",\"text\":\"%s\"}}]";

    private final SlackTestSetup at = new SlackTestSetup();

    ChatMethodsTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_channel_must_exist_be_open_and_have_the_bot_in_it() {
        ChannelId closed = at.workspace.channel("closed", false);
        ChannelId hidden = at.workspace.channel("hidden", true);
        ChannelId old = at.workspace.channel("old", false);
        at.workspace.inviteBot(old);
        at.workspace.archive(old);

        assertThat(post("C0", "a")).isEqualTo("channel_not_found");
        assertThat(post(closed.value(), "a")).isEqualTo("not_in_channel");
        assertThat(post(hidden.value(), "a")).isEqualTo("channel_not_found");
        assertThat(post(old.value(), "a")).isEqualTo("is_archived");
        at.workspace.kickBot(at.approvals);
        assertThat(post(at.approvals.value(), "a")).isEqualTo("not_in_channel");
        at.slack.install(Installation.usual().withScope("chat:write.public"));
        assertThat(post(at.approvals.value(), "a")).isEmpty();
        assertThat(at.error("chat.postMessage", Map.of("text", "a")))
                .isEqualTo("invalid_arguments");
    }

    @Test
    void a_user_id_stands_for_the_dm_when_posting_but_not_when_editing() {
        String alice = at.alice.id().value();
        var posted = at.call("chat.postMessage", Map.of("channel", alice, "text", "psst"));
        String ts = posted.path("ts").asText();

        assertThat(posted.path("channel").asText()).isEqualTo(at.slack.dm(at.alice.id()).value());
        assertThat(at.slack.sees(at.alice.id(), at.slack.dm(at.alice.id()))).hasSize(1);
        assertThat(at.slack.sees(at.bob.id(), at.slack.dm(at.alice.id()))).isEmpty();
        assertThat(at.error("chat.update", Map.of("channel", alice, "ts", ts, "text", "b")))
                .isEqualTo("channel_not_found");
        at.slack.install(Installation.usual().withMessagesTab(false));
        assertThat(post(alice, "a")).isEqualTo("messages_tab_disabled");
        at.workspace.deactivate(at.bob.id());
        assertThat(post(at.bob.id().value(), "a")).isEqualTo("channel_not_found");
    }

    @Test
    void a_message_says_something_and_in_well_formed_blocks() {
        String here = at.approvals.value();

        assertThat(at.error("chat.postMessage", Map.of("channel", here))).isEqualTo("no_text");
        assertThat(post(here, "  ")).isEqualTo("no_text");
        assertThat(blocks("{")).isEqualTo("invalid_blocks_format");
        assertThat(blocks("{\"type\":\"divider\"}")).isEqualTo("invalid_blocks_format");
        assertThat(blocks("[{\"type\":\"divider\"}]")).isEmpty();
        String long3000 = SECTION.formatted(times(3000)).replaceAll("^\\[|]$", "");
        assertThat(blocks("[" + String.join(",", java.util.Collections.nCopies(5, long3000)) + "]"))
                .isEqualTo("msg_blocks_too_long");
    }

    @Test
    void bad_blocks_come_back_with_the_place_that_is_bad() {
        var answer =
                at.call(
                        "chat.postMessage",
                        Map.of(
                                "channel", at.approvals.value(),
                                "text", "a",
                                "blocks", SECTION.formatted(times(3001))));

        assertThat(answer.path("error").asText()).isEqualTo("invalid_blocks");
        assertThat(answer.at("/response_metadata/messages/1").asText())
                .isEqualTo(
                        "[ERROR] must be less than 3001 characters"
                                + " [json-pointer:/blocks/0/text/text]");
        assertThat(at.slack.refusals().getLast().error()).isEqualTo("invalid_blocks");
        assertThat(at.slack.refusals().getLast().where()).isEqualTo("chat.postMessage");
    }

    @Test
    void a_very_long_text_is_cut_when_posted_and_refused_when_edited() {
        post(at.approvals.value(), times(40_001));
        var seen = at.slack.sees(at.bob.id(), at.approvals).getLast();

        assertThat(seen.text()).hasSize(40_000);
        assertThat(update(seen.ref(), Map.of("text", times(4001)))).isEqualTo("msg_too_long");
        assertThat(update(seen.ref(), Map.of("text", times(4000)))).isEmpty();
    }

    @Test
    void an_edit_that_names_no_blocks_leaves_the_old_ones() {
        MessageKey card = at.posted(SECTION.formatted("first"));

        update(card, Map.of("text", "second"));
        assertThat(at.slack.sees(at.bob.id(), at.approvals).getFirst().blocks()).hasSize(1);
        update(card, Map.of("text", "third", "blocks", "[]"));
        assertThat(at.slack.sees(at.bob.id(), at.approvals).getFirst().blocks()).isEmpty();
    }

    @Test
    void only_the_bots_own_lasting_messages_can_be_edited_or_removed() {
        MessageKey bobs = at.slack.say(at.bob.id(), at.approvals, "mine");
        String secret = ephemeral("for you", at.alice.id().value());
        MessageKey own = at.posted(SECTION.formatted("a"));

        assertThat(update(bobs, Map.of("text", "b"))).isEqualTo("cant_update_message");
        assertThat(delete(bobs)).isEqualTo("cant_delete_message");
        assertThat(update(new MessageKey(at.approvals, secret), Map.of("text", "b")))
                .isEqualTo("message_not_found");
        assertThat(delete(new MessageKey(at.approvals, secret))).isEqualTo("message_not_found");
        assertThat(delete(own)).isEmpty();
        assertThat(delete(own)).isEqualTo("message_not_found");
        assertThat(update(own, Map.of("text", "b"))).isEqualTo("message_not_found");
        assertThat(update(at.posted(SECTION.formatted("a")), Map.of())).isEqualTo("no_text");
    }

    @Test
    void an_archived_channel_keeps_its_messages_as_they_are() {
        MessageKey own = at.posted(SECTION.formatted("a"));
        at.workspace.archive(at.approvals);

        assertThat(update(own, Map.of("text", "b"))).isEqualTo("is_inactive");
    }

    @Test
    void an_ephemeral_message_is_for_one_person_in_the_channel_until_they_reload() {
        WorkspaceMember carol = at.workspace.person("carol");
        ephemeral("for alice", at.alice.id().value());

        assertThat(at.slack.sees(at.alice.id(), at.approvals)).hasSize(1);
        assertThat(at.slack.sees(at.bob.id(), at.approvals)).isEmpty();
        assertThat(at.slack.everythingThatStays()).isEmpty();
        at.slack.reload(at.alice.id());
        assertThat(at.slack.sees(at.alice.id(), at.approvals)).isEmpty();
        assertThat(
                        at.error(
                                "chat.postEphemeral",
                                Map.of(
                                        "channel", at.approvals.value(),
                                        "user", carol.id().value(),
                                        "text", "a")))
                .isEqualTo("user_not_in_channel");
    }

    @Test
    void everything_that_stays_holds_earlier_versions_and_removed_messages_too() {
        MessageKey card = at.posted(SECTION.formatted("the first version"));
        update(card, Map.of("text", "the second", "blocks", "[]"));
        delete(card);

        assertThat(at.slack.sees(at.bob.id(), at.approvals)).isEmpty();
        assertThat(at.slack.everythingThatStays())
                .contains("the second")
                .anySatisfy(text -> assertThat(text).contains("the first version"));
    }

    @Test
    void a_reply_needs_the_message_it_replies_to() {
        MessageKey card = at.posted(SECTION.formatted("a"));
        var reply = Map.of("channel", at.approvals.value(), "text", "b", "thread_ts", card.ts());
        var lost = Map.of("channel", at.approvals.value(), "text", "b", "thread_ts", "1.000001");

        assertThat(at.error("chat.postMessage", reply)).isEmpty();
        assertThat(at.slack.sees(at.bob.id(), at.approvals).getLast().threadTs())
                .contains(card.ts());
        assertThat(at.error("chat.postMessage", lost)).isEqualTo("cannot_reply_to_message");
    }

    @Test
    void a_permalink_points_at_a_message_that_is_there() {
        MessageKey card = at.posted(SECTION.formatted("a"));
        String channel = at.approvals.value();
        var there = Map.of("channel", channel, "message_ts", card.ts());

        assertThat(at.call("chat.getPermalink", there).path("permalink").asText())
                .isEqualTo(
                        "https://example.slack.com/archives/"
                                + channel
                                + "/p"
                                + card.ts().replace(".", ""));
        assertThat(at.error("chat.getPermalink", Map.of("channel", channel, "message_ts", "1.0")))
                .isEqualTo("message_not_found");
    }

    @Test
    void time_stamps_never_repeat_while_the_clock_stands() {
        String one = at.posted(SECTION.formatted("a")).ts();
        String two = at.posted(SECTION.formatted("a")).ts();

        assertThat(one).matches("\\d{10}\\.\\d{6}").isLessThan(two);
    }

    @Test
    void a_conversation_tells_how_it_is_shared_and_who_is_in_it() {
        String here = at.approvals.value();
        assertThat(info(here).path("is_member").asBoolean()).isTrue();
        assertThat(info(here).path("is_ext_shared").asBoolean()).isFalse();

        at.workspace.offerToShare(at.approvals);
        assertThat(info(here).path("is_pending_ext_shared").asBoolean()).isTrue();
        at.workspace.shareExternally(at.approvals);
        assertThat(info(here).path("is_ext_shared").asBoolean()).isTrue();
        assertThat(info(here).path("is_shared").asBoolean()).isTrue();
        at.workspace.shareInOrganisation(at.approvals);
        assertThat(info(here).path("is_ext_shared").asBoolean()).isFalse();
        assertThat(info(here).path("is_org_shared").asBoolean()).isTrue();
        at.workspace.stopSharing(at.approvals);
        assertThat(info(here).path("is_shared").asBoolean()).isFalse();
        assertThat(at.call("conversations.members", Map.of("channel", here)).path("members"))
                .hasSize(3);
    }

    @Test
    void reading_a_conversation_needs_the_scope_of_its_kind() {
        ChannelId hidden = at.workspace.channel("hidden", true);
        String dm = at.slack.dm(at.alice.id()).value();

        assertThat(at.error("conversations.info", Map.of("channel", hidden.value())))
                .isEqualTo("channel_not_found");
        at.workspace.inviteBot(hidden);
        assertThat(info(hidden.value()).path("is_private").asBoolean()).isTrue();
        at.slack.install(
                Installation.usual().withoutScope("groups:read").withoutScope("channels:read"));
        assertThat(at.error("conversations.info", Map.of("channel", hidden.value())))
                .isEqualTo("missing_scope");
        assertThat(at.error("conversations.info", Map.of("channel", at.approvals.value())))
                .isEqualTo("missing_scope");
        assertThat(at.call("conversations.info", Map.of("channel", dm)).path("needed").asText())
                .isEqualTo("im:read");
        at.slack.install(Installation.usual().withScope("im:read"));
        assertThat(info(dm).path("user").asText()).isEqualTo(at.alice.id().value());
    }

    @Test
    void a_dm_is_opened_with_one_active_person() {
        var opened = at.call("conversations.open", Map.of("users", at.alice.id().value()));
        String both = at.alice.id().value() + "," + at.bob.id().value();
        at.workspace.deactivate(at.bob.id());

        assertThat(opened.at("/channel/id").asText()).isEqualTo(at.slack.dm(at.alice.id()).value());
        assertThat(at.error("conversations.open", Map.of())).isEqualTo("users_list_not_supplied");
        assertThat(at.error("conversations.open", Map.of("users", "U0")))
                .isEqualTo("user_not_found");
        assertThat(at.error("conversations.open", Map.of("users", at.bob.id().value())))
                .isEqualTo("user_disabled");
        assertThat(
                        at.error(
                                "conversations.open",
                                Map.of("users", at.workspace.bot("robot").id().value())))
                .isEqualTo("user_not_visible");
        assertThat(at.error("conversations.open", Map.of("users", both)))
                .isEqualTo("missing_scope");
    }

    private com.fasterxml.jackson.databind.JsonNode info(String channel) {
        return at.call("conversations.info", Map.of("channel", channel)).path("channel");
    }

    private String post(String channel, String text) {
        return at.error("chat.postMessage", Map.of("channel", channel, "text", text));
    }

    private String blocks(String blocks) {
        return at.error(
                "chat.postMessage", Map.of("channel", at.approvals.value(), "blocks", blocks));
    }

    private String update(MessageKey ref, Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        all.put("channel", ref.channel().value());
        all.put("ts", ref.ts());
        return at.error("chat.update", all);
    }

    private String delete(MessageKey ref) {
        return at.error("chat.delete", Map.of("channel", ref.channel().value(), "ts", ref.ts()));
    }

    private String ephemeral(String text, String user) {
        return at.call(
                        "chat.postEphemeral",
                        Map.of("channel", at.approvals.value(), "user", user, "text", text))
                .path("message_ts")
                .asText();
    }
}
