package dev.keydesk.sandbox.page;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.MessageKey;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.List;
import java.util.stream.Stream;

/**
 * What people do in the simulated Slack; every request names the person in its field {@code as}.
 */
final class SlackActions {
    private final SimulatedSlack slack;
    private final Offers offers;

    SlackActions(SimulatedSlack slack, Offers offers) {
        this.slack = slack;
        this.offers = offers;
    }

    /** Slack escapes typed text, so nobody can type a mention of a whole channel by hand. */
    ActionOutcome say(RequestFields request) {
        requireComposer(request);
        String escaped =
                request.filled("text")
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;");
        if (request.find("thread").isPresent()) {
            var first = new MessageKey(channel(request), request.filled("thread"));
            slack.reply(who(request), first, escaped);
        } else {
            slack.say(who(request), channel(request), escaped);
        }
        return ActionOutcome.fine();
    }

    ActionOutcome command(RequestFields request) {
        requireComposer(request);
        return ActionOutcome.of(
                slack.command(
                        who(request),
                        channel(request),
                        request.filled("command"),
                        request.text("text")));
    }

    /** If Slack shows no composer, there is no place to type, not even for a command. */
    private void requireComposer(RequestFields request) {
        var where = channel(request);
        if (offers.readOnlyMessages() && withTheDesk().anyMatch(where::equals)) {
            throw Unanswerable.badRequest(
                    "You cannot write to the desk. Its commands work in any channel.");
        }
    }

    private Stream<ChannelId> withTheDesk() {
        var workspace = slack.workspace();
        return workspace.channels().stream()
                .filter(channel -> channel.kind() == Channel.Kind.DM)
                .filter(channel -> channel.members().contains(workspace.botUser()))
                .map(Channel::id);
    }

    ActionOutcome shortcut(RequestFields request) {
        return ActionOutcome.of(slack.shortcut(who(request), request.filled("callbackId")));
    }

    ActionOutcome click(RequestFields request) {
        var who = who(request);
        var on = new MessageKey(channel(request), request.filled("ts"));
        var actionId = request.filled("actionId");
        return ActionOutcome.of(
                request.find("value")
                        .map(value -> slack.click(who, on, actionId, value))
                        .orElseGet(() -> slack.click(who, on, actionId)));
    }

    ActionOutcome clickInView(RequestFields request) {
        var who = who(request);
        var view = request.filled("view");
        var actionId = request.filled("actionId");
        return ActionOutcome.of(
                request.find("value")
                        .map(value -> slack.clickInView(who, view, actionId, value))
                        .orElseGet(() -> slack.clickInView(who, view, actionId)));
    }

    ActionOutcome choose(RequestFields request) {
        return ActionOutcome.of(
                slack.choose(
                        who(request),
                        request.filled("view"),
                        request.filled("actionId"),
                        request.filled("value")));
    }

    ActionOutcome fill(RequestFields request) {
        return ActionOutcome.of(
                slack.fill(
                        who(request),
                        request.filled("view"),
                        request.filled("actionId"),
                        request.text("text")));
    }

    Suggestions suggest(RequestFields request) {
        return new Suggestions(
                slack.suggest(
                        who(request),
                        request.filled("view"),
                        request.filled("actionId"),
                        request.text("text")));
    }

    ActionOutcome submit(RequestFields request) {
        return ActionOutcome.of(slack.submit(who(request), request.filled("view")));
    }

    ActionOutcome close(RequestFields request) {
        return ActionOutcome.of(slack.closeView(who(request), request.filled("view")));
    }

    ActionOutcome openHome(RequestFields request) {
        return ActionOutcome.of(slack.openHome(who(request)));
    }

    /** Ephemeral messages are gone afterwards, as in the real Slack. */
    ActionOutcome reload(RequestFields request) {
        slack.reload(who(request));
        return ActionOutcome.fine();
    }

    private static UserId who(RequestFields request) {
        return new UserId(request.filled("as"));
    }

    private static ChannelId channel(RequestFields request) {
        return new ChannelId(request.filled("channel"));
    }

    record Suggestions(List<Choice> choices) {}
}
