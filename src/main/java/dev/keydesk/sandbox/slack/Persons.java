package dev.keydesk.sandbox.slack;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.util.List;
import java.util.Optional;

/** Decides who can act, and what a person sees. */
final class Persons {
    private final SlackState slackState;

    Persons(SlackState slackState) {
        this.slackState = slackState;
    }

    /** Returns a person who can use a client: known, active, and not a bot. */
    WorkspaceMember acting(UserId who) {
        WorkspaceMember member =
                slackState
                        .workspace
                        .member(who)
                        .orElseThrow(() -> new NotOnScreen("nobody here is " + who.value()));
        if (member.memberKind() == MemberKind.BOT) {
            throw new NotOnScreen(member.name() + " is a bot and has no screen");
        }
        if (member.deactivated()) {
            throw new NotOnScreen(member.name() + " is deactivated and cannot sign in");
        }
        return member;
    }

    /** Returns the channel, if the person is a member. */
    Channel within(ChannelId id, WorkspaceMember member) {
        return slackState
                .workspace
                .channel(id)
                .filter(channel -> channel.holds(member.id()))
                .orElseThrow(() -> new NotOnScreen(member.name() + " is not in " + id.value()));
    }

    /** Full members can also read public channels that they have not joined. */
    boolean canRead(UserId who, Channel channel) {
        boolean full =
                slackState
                        .workspace
                        .member(who)
                        .filter(member -> member.memberKind() == MemberKind.MEMBER)
                        .isPresent();
        return channel.holds(who) || (full && channel.kind() == Channel.Kind.PUBLIC);
    }

    /**
     * @param thread the first message of a thread; empty for the channel itself
     */
    MessageKey say(UserId by, ChannelId in, Optional<String> thread, String text) {
        WorkspaceMember member = acting(by);
        Channel channel = within(in, member);
        thread.ifPresent(ts -> requireLasting(new MessageKey(channel.id(), ts)));
        var ref = new MessageKey(channel.id(), slackState.timestamps.next());
        slackState.post(
                new MessageVersion(
                        ref,
                        by,
                        text,
                        Json.array(),
                        thread,
                        Optional.empty(),
                        false,
                        true,
                        List.of()));
        return ref;
    }

    private void requireLasting(MessageKey first) {
        if (slackState.messages.lasting(first).isEmpty()) {
            throw new NotOnScreen("The message of this thread is no longer there.");
        }
    }

    List<SeenMessage> sees(UserId who, ChannelId in) {
        boolean readable =
                slackState.workspace.channel(in).filter(it -> canRead(who, it)).isPresent();
        return readable
                ? slackState.messages.seenBy(who, in).stream().map(Persons::seen).toList()
                : List.of();
    }

    List<SeenView> views(UserId who) {
        return slackState.views.stack(who).stream().map(Persons::seen).toList();
    }

    /** Returns everything that was ever shown, in each of its versions. */
    List<SeenMessage> everSeen() {
        return slackState.messages.everything().stream().map(Persons::seen).toList();
    }

    private static SeenMessage seen(MessageVersion message) {
        return new SeenMessage(
                message.ref(),
                message.author(),
                message.text(),
                message.blocks(),
                message.ephemeral(),
                message.threadTs(),
                message.edited(),
                Elements.buttons(message.blocks()),
                message.files());
    }

    private static SeenView seen(View view) {
        return new SeenView(
                view.id(),
                view.definition().path("callback_id").asText(),
                view.definition().path("title").path("text").asText(),
                Json.text(view.definition().path("submit"), "text"),
                view.blocks(),
                view.entered(),
                view.errors(),
                Elements.buttons(view.blocks()));
    }
}
