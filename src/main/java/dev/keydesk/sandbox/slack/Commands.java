package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Slash commands and global shortcuts, and the checks of their answers. */
final class Commands {
    private static final Pattern PERSON = Pattern.compile("(?<!\\S)@([\\w.-]+)");
    private static final Pattern CHANNEL = Pattern.compile("(?<!\\S)#([\\w-]+)");

    private final SlackState slackState;
    private final Persons persons;
    private final Payloads payloads;
    private final Deliveries deliveries;

    Commands(SlackState slackState, Persons persons, Payloads payloads, Deliveries deliveries) {
        this.slackState = slackState;
        this.persons = persons;
        this.payloads = payloads;
        this.deliveries = deliveries;
    }

    ActionReply command(UserId by, ChannelId in, String command, String text) {
        WorkspaceMember member = persons.acting(by);
        Channel channel = persons.within(in, member);
        if (channel.archived()) {
            return ActionReply.notSent("You are viewing an archived channel.");
        }
        if (!member.memberKind().opensApp()
                || !slackState.installation.get().knowsCommand(command)) {
            return ActionReply.notSent(command + " is not a valid command.");
        }
        var form = payloads.command(member, channel, command, escaped(text));
        var ack = deliveries.send(Deliveries.form(form), Deliveries.FORM, Map.of());
        if (!ack.accepted()) {
            String code = ack.inTime() ? "dispatch_failed" : "operation_timeout";
            return refused(command, ack, code, command + " failed with the error \"" + code + "\"");
        }
        return shown(command, ack, by, in);
    }

    ActionReply shortcut(UserId by, String callbackId) {
        WorkspaceMember member = persons.acting(by);
        if (!member.memberKind().opensApp()
                || !slackState.installation.get().knowsShortcut(callbackId)) {
            return ActionReply.notSent("There is no shortcut " + callbackId + " here.");
        }
        String payload = payloads.shortcut(member, callbackId).toString();
        var ack =
                deliveries.send(
                        Deliveries.form(Map.of("payload", payload)), Deliveries.FORM, Map.of());
        if (ack.accepted()) {
            return ack.fine();
        }
        String code = ack.inTime() ? "dispatch_failed" : "operation_timeout";
        return refused(callbackId, ack, code, "We had some trouble connecting. Try again?");
    }

    /** An answer to a command is a message, which only the caller sees unless it says otherwise. */
    private ActionReply shown(String command, Acknowledged ack, UserId by, ChannelId in) {
        if (ack.isEmpty()) {
            return ack.fine();
        }
        JsonNode message = Json.object().put("text", ack.body());
        if (ack.saysJson()) {
            var object = ack.object();
            if (object.isEmpty()) {
                return refused(command, ack, "invalid_json", command + " failed.");
            }
            if (object.get().isEmpty()) {
                return ack.fine();
            }
            message = object.get();
        }
        try {
            slackState.responseUrls.answer(by, in, message);
            return ack.fine();
        } catch (Refused flawed) {
            slackState.journal.refused(command, flawed.error(), flawed.explanation());
            return ack.trouble(command + " failed with the error \"" + flawed.error() + "\"");
        }
    }

    private ActionReply refused(String where, Acknowledged ack, String code, String seen) {
        slackState.journal.refused(
                where, code, "acknowledged with status " + ack.status() + " after " + ack.took());
        return ack.trouble(seen);
    }

    /** The manifest asks for escaping, so names become ids and other text cannot look like one. */
    private String escaped(String typed) {
        String safe = typed.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String named = PERSON.matcher(safe).replaceAll(this::mention);
        return CHANNEL.matcher(named).replaceAll(this::channelLink);
    }

    private String mention(MatchResult typed) {
        return slackState.workspace.members().stream()
                .filter(member -> member.name().equals(typed.group(1)))
                .findFirst()
                .map(member -> "<@" + member.id().value() + "|" + member.name() + ">")
                .orElse(typed.group());
    }

    private String channelLink(MatchResult typed) {
        return slackState.workspace.channels().stream()
                .filter(channel -> channel.name().equals(typed.group(1)))
                .findFirst()
                .map(channel -> "<#" + channel.id().value() + "|" + channel.name() + ">")
                .orElse(typed.group());
    }
}
