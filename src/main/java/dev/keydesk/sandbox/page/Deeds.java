package dev.keydesk.sandbox.page;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Channel;
import dev.keydesk.sandbox.slack.Choice;
import dev.keydesk.sandbox.slack.MessageRef;
import dev.keydesk.sandbox.slack.SimulatedSlack;

import java.util.List;
import java.util.stream.Stream;

/** What people do in the pretend Slack; every request says who, in its field {@code as}. */
final class Deeds {
    private final SimulatedSlack slack;
    private final Offers offers;

    Deeds(SimulatedSlack slack, Offers offers) {
        this.slack = slack;
        this.offers = offers;
    }

    /** Slack escapes what people type, so nobody can type a mention of a whole channel by hand. */
    Outcome say(Fields request) {
        requireComposer(request);
        String escaped =
                request.filled("text")
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;");
        if (request.find("thread").isPresent()) {
            var first = new MessageRef(channel(request), request.filled("thread"));
            slack.reply(who(request), first, escaped);
        } else {
            slack.say(who(request), channel(request), escaped);
        }
        return Outcome.fine();
    }

    Outcome command(Fields request) {
        requireComposer(request);
        return Outcome.of(
                slack.command(
                        who(request),
                        channel(request),
                        request.filled("command"),
                        request.text("text")));
    }

    /** Where Slack shows no composer there is nothing to type into, be it a command. */
    private void requireComposer(Fields request) {
        var where = channel(request);
        if (offers.readOnlyMessages() && withTheDesk().anyMatch(where::equals)) {
            throw Unanswerable.badRequest(
                    "Nothing can be written to the desk. Its commands work in any channel.");
        }
    }

    private Stream<ChannelId> withTheDesk() {
        var workspace = slack.workspace();
        return workspace.channels().stream()
                .filter(channel -> channel.kind() == Channel.Kind.DM)
                .filter(channel -> channel.members().contains(workspace.botUser()))
                .map(Channel::id);
    }

    Outcome shortcut(Fields request) {
        return Outcome.of(slack.shortcut(who(request), request.filled("callbackId")));
    }

    Outcome click(Fields request) {
        var who = who(request);
        var on = new MessageRef(channel(request), request.filled("ts"));
        var actionId = request.filled("actionId");
        return Outcome.of(
                request.find("value")
                        .map(value -> slack.click(who, on, actionId, value))
                        .orElseGet(() -> slack.click(who, on, actionId)));
    }

    Outcome clickInView(Fields request) {
        var who = who(request);
        var view = request.filled("view");
        var actionId = request.filled("actionId");
        return Outcome.of(
                request.find("value")
                        .map(value -> slack.clickInView(who, view, actionId, value))
                        .orElseGet(() -> slack.clickInView(who, view, actionId)));
    }

    Outcome choose(Fields request) {
        return Outcome.of(
                slack.choose(
                        who(request),
                        request.filled("view"),
                        request.filled("actionId"),
                        request.filled("value")));
    }

    Outcome fill(Fields request) {
        return Outcome.of(
                slack.fill(
                        who(request),
                        request.filled("view"),
                        request.filled("actionId"),
                        request.text("text")));
    }

    Suggestions suggest(Fields request) {
        return new Suggestions(
                slack.suggest(
                        who(request),
                        request.filled("view"),
                        request.filled("actionId"),
                        request.text("text")));
    }

    Outcome submit(Fields request) {
        return Outcome.of(slack.submit(who(request), request.filled("view")));
    }

    Outcome close(Fields request) {
        return Outcome.of(slack.closeView(who(request), request.filled("view")));
    }

    Outcome openHome(Fields request) {
        return Outcome.of(slack.openHome(who(request)));
    }

    /** What was visible to this person alone is gone afterwards, as in the real Slack. */
    Outcome reload(Fields request) {
        slack.reload(who(request));
        return Outcome.fine();
    }

    private static UserId who(Fields request) {
        return new UserId(request.filled("as"));
    }

    private static ChannelId channel(Fields request) {
        return new ChannelId(request.filled("channel"));
    }

    record Suggestions(List<Choice> choices) {}
}
