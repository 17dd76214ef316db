package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.methods.MethodsClient;
import com.slack.api.methods.SlackApiException;
import com.slack.api.model.block.Blocks;
import com.slack.api.model.block.composition.BlockCompositions;
import com.slack.api.model.block.element.BlockElements;
import com.slack.api.model.view.Views;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

/** Slack's own client for Java against the pretend Slack. */
class SlackClientTest {
    private final SlackTestSetup at = new SlackTestSetup();
    private final MethodsClient client = at.client();

    SlackClientTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void posts_edits_and_removes_a_message() throws Exception {
        var posted =
                client.chatPostMessage(it ->
                        it.channel(at.approvals.value())
                                .text("alice asks")
                                .blocks(
                                        List.of(
                                                Blocks.actions(
                                                        List.of(
                                                                BlockElements.button(b ->
                                                                        b.actionId("approve")
                                                                                .text(
                                                                                        BlockCompositions
                                                                                                .plainText(
                                                                                                        "Approve"))))))));
        assertThat(posted.isOk()).isTrue();
        assertThat(posted.getMessage().getBlocks()).hasSize(1);
        assertThat(at.slack.sees(at.bob.id(), at.approvals).getFirst().buttons()).hasSize(1);

        String ts = posted.getTs();
        var edited =
                client.chatUpdate(it ->
                        it.channel(at.approvals.value()).ts(ts).text("Approved").blocks(List.of()));
        assertThat(edited.isOk()).isTrue();
        assertThat(edited.getMessage().getText()).isEqualTo("Approved");
        var link = client.chatGetPermalink(it -> it.channel(at.approvals.value()).messageTs(ts));
        assertThat(link.getPermalink()).contains(ts.replace(".", ""));
        assertThat(client.chatDelete(it -> it.channel(at.approvals.value()).ts(ts)).isOk())
                .isTrue();
    }

    @Test
    void opens_and_updates_a_modal_and_publishes_a_home_tab() throws Exception {
        at.slack.shortcut(at.alice.id(), "new_client_secret");
        String trigger = at.bot.last().payload().path("trigger_id").asText();
        var modal =
                Views.view(it ->
                        it.type("modal")
                                .title(Views.viewTitle(t -> t.type("plain_text").text("Ask")))
                                .blocks(List.of(Blocks.divider())));

        var opened = client.viewsOpen(it -> it.triggerId(trigger).view(modal));
        assertThat(opened.getError()).isNull();
        assertThat(opened.getView().getTitle().getText()).isEqualTo("Ask");
        String id = opened.getView().getId();
        var updated =
                client.viewsUpdate(
                        it -> it.viewId(id).hash(opened.getView().getHash()).view(modal));
        assertThat(updated.getError()).isNull();
        assertThat(updated.getView().getHash()).isNotEqualTo(opened.getView().getHash());
        var again =
                client.viewsUpdate(
                        it -> it.viewId(id).hash(opened.getView().getHash()).view(modal));
        assertThat(again.getError()).isEqualTo("hash_conflict");

        var home = Views.view(it -> it.type("home").blocks(List.of(Blocks.divider())));
        assertThat(client.viewsPublish(it -> it.userId(at.alice.id().value()).view(home)).isOk())
                .isTrue();
    }

    @Test
    void learns_about_people_groups_and_channels() throws Exception {
        var group = at.workspace.userGroup("owners", at.bob.id());

        assertThat(client.authTest(it -> it).getUserId()).isEqualTo(at.workspace.botUser().value());
        assertThat(client.usersInfo(it -> it.user(at.alice.id().value())).getUser().getName())
                .isEqualTo("alice");
        assertThat(client.usersLookupByEmail(it -> it.email("bob@example.com")).getUser().getId())
                .isEqualTo(at.bob.id().value());
        assertThat(client.usersList(it -> it.limit(200)).getMembers()).hasSize(3);
        assertThat(client.usergroupsUsersList(it -> it.usergroup(group.value())).getUsers())
                .containsExactly(at.bob.id().value());
        assertThat(
                        client.usergroupsList(it -> it.includeUsers(true))
                                .getUsergroups()
                                .getFirst()
                                .getUsers())
                .containsExactly(at.bob.id().value());
        var info = client.conversationsInfo(it -> it.channel(at.approvals.value()));
        assertThat(info.getChannel().isExtShared()).isFalse();
        assertThat(info.getChannel().isMember()).isTrue();
        assertThat(client.conversationsMembers(it -> it.channel(at.approvals.value())).getMembers())
                .hasSize(3);
        assertThat(
                        client.conversationsOpen(it -> it.users(List.of(at.alice.id().value())))
                                .getChannel()
                                .getId())
                .isEqualTo(at.slack.dm(at.alice.id()).value());
        assertThat(
                        client.chatPostEphemeral(it ->
                                        it.channel(at.approvals.value())
                                                .user(at.alice.id().value())
                                                .text("psst"))
                                .getMessageTs())
                .isNotEmpty();
    }

    @Test
    void sees_a_rate_limit_as_an_exception_with_the_time_to_wait() throws Exception {
        at.slack.limits().perMinute("auth.test", 0);

        assertThatThrownBy(() -> client.authTest(it -> it))
                .isInstanceOfSatisfying(
                        SlackApiException.class,
                        refused -> {
                            assertThat(refused.getResponse().code()).isEqualTo(429);
                            assertThat(refused.getResponse().header("Retry-After")).isEqualTo("60");
                        });
    }
}
