package dev.keydesk.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** People and channels: who sees what, and that everything may change at any time. */
class WorkspaceTest {
    private final SlackTestSetup at = new SlackTestSetup();

    WorkspaceTest() throws IOException {}

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void a_public_channel_is_open_to_full_members_and_a_private_one_to_its_own() {
        ChannelId hidden = at.workspace.channel("hidden", true);
        at.workspace.join(hidden, at.alice.id());
        WorkspaceMember carol = at.workspace.person("carol");
        WorkspaceMember gus = at.workspace.guest("gus");
        at.slack.say(at.alice.id(), at.approvals, "open");
        at.slack.say(at.alice.id(), hidden, "closed");

        assertThat(at.slack.sees(carol.id(), at.approvals)).hasSize(1);
        assertThat(at.slack.sees(carol.id(), hidden)).isEmpty();
        assertThat(at.slack.sees(gus.id(), at.approvals)).isEmpty();
        at.workspace.join(at.approvals, gus.id());
        assertThat(at.slack.sees(gus.id(), at.approvals)).hasSize(1);
        assertThat(at.slack.sees(at.alice.id(), hidden)).hasSize(1);
        assertThatThrownBy(() -> at.slack.say(carol.id(), hidden, "hello"))
                .isInstanceOf(NotOnScreen.class);
    }

    @Test
    void standing_and_address_change_while_people_are_there() {
        at.workspace.makeGuest(at.bob.id());
        assertThat(at.workspace.member(at.bob.id()).orElseThrow().memberKind())
                .isEqualTo(MemberKind.GUEST);
        at.workspace.makeFullMember(at.bob.id());
        at.workspace.deactivate(at.bob.id());
        at.workspace.reactivate(at.bob.id());
        at.workspace.changeEmail(at.bob.id(), java.util.Optional.of("robert@example.com"));

        var bob = at.workspace.member(at.bob.id()).orElseThrow();
        assertThat(bob.memberKind()).isEqualTo(MemberKind.MEMBER);
        assertThat(bob.deactivated()).isFalse();
        assertThat(bob.email()).contains("robert@example.com");
        assertThatThrownBy(() -> at.workspace.deactivate(new UserId("U0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> at.workspace.colleague("cleo"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void an_archived_channel_can_come_back() {
        at.workspace.archive(at.approvals);
        at.workspace.unarchive(at.approvals);

        assertThat(
                        at.error(
                                "chat.postMessage",
                                Map.of("channel", at.approvals.value(), "text", "a")))
                .isEmpty();
    }

    @Test
    void whoever_draws_the_page_hears_of_every_change() {
        var heard = new AtomicInteger();
        at.slack.onChange(heard::incrementAndGet);

        at.workspace.person("carol");
        assertThat(heard.getAndSet(0)).isPositive();
        at.call("chat.postMessage", Map.of("channel", at.approvals.value(), "text", "a"));
        assertThat(heard.getAndSet(0)).isPositive();
        at.call("chat.postMessage", Map.of("channel", "C0", "text", "a"));
        assertThat(heard.get()).isPositive();
    }

    @Test
    void many_at_once_lose_nothing() throws Exception {
        at.slack.limits().postingBurst(1000);
        var threads =
                IntStream.range(0, 50)
                        .mapToObj(number -> Thread.ofVirtual().start(() -> doSomething(number)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }

        var seen = at.slack.sees(at.bob.id(), at.approvals);
        assertThat(seen).hasSize(100);
        assertThat(seen).extracting(SeenMessage::ref).doesNotHaveDuplicates();
        assertThat(at.bot.received()).hasSize(50);
        assertThat(at.workspace.channels().stream().filter(Channel::isDm)).hasSize(1);
    }

    private void doSomething(int number) {
        at.slack.say(at.alice.id(), at.approvals, "a" + number);
        at.posted("[{\"type\":\"divider\"}]");
        at.slack.openHome(at.bob.id());
    }
}
