package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;
import dev.keydesk.sandbox.slack.Elements.Placed;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Clicks on buttons and menus, in messages and in views. */
final class PersonClicks {
    private final SlackState slackState;
    private final Persons persons;
    private final Payloads payloads;
    private final Deliveries deliveries;

    PersonClicks(SlackState slackState, Persons persons, Payloads payloads, Deliveries deliveries) {
        this.slackState = slackState;
        this.persons = persons;
        this.payloads = payloads;
        this.deliveries = deliveries;
    }

    ActionReply inMessage(UserId by, MessageKey on, String actionId, Optional<String> value) {
        WorkspaceMember member = persons.acting(by);
        MessageVersion message =
                slackState
                        .messages
                        .any(on)
                        .filter(it -> it.visibleTo(by))
                        .orElseThrow(
                                () -> new NotOnScreen(member.name() + " sees no such message"));
        return press(member, message, actionId, value);
    }

    /** Clicks on an outdated screen: the button or the message may be gone. */
    ActionReply onOldScreen(UserId by, MessageKey on, String actionId, Optional<String> value) {
        WorkspaceMember member = persons.acting(by);
        MessageVersion message =
                slackState.messages.versions(on).stream()
                        .filter(it -> it.visibleTo(by))
                        .filter(it -> !Elements.withAction(it.blocks(), actionId).isEmpty())
                        .findFirst()
                        .orElseThrow(() -> new NotOnScreen("that message never had " + actionId));
        return press(member, message, actionId, value);
    }

    ActionReply inView(UserId by, View view, String actionId, Optional<String> value) {
        WorkspaceMember member = persons.acting(by);
        ObjectNode action = pressed(view.blocks(), actionId, value);
        return send(actionId, payloads.actionInView(member, view, action));
    }

    /** Sends a choice in a view, after it was added to the view's entries. */
    ActionReply chosen(WorkspaceMember by, View view, Placed menu) {
        ObjectNode action =
                Json.object()
                        .put("type", menu.type())
                        .put("action_id", menu.actionId())
                        .put("block_id", menu.blockId());
        action.set(Entries.valueName(menu), Entries.value(view.entered(), menu));
        return send(menu.actionId(), payloads.actionInView(by, view, action));
    }

    private ActionReply press(
            WorkspaceMember member,
            MessageVersion message,
            String actionId,
            Optional<String> value) {
        Channel channel = persons.within(message.ref().channel(), member);
        ObjectNode action = pressed(message.blocks(), actionId, value);
        return send(actionId, payloads.actionInMessage(member, message, channel, action));
    }

    private ActionReply send(String actionId, ObjectNode payload) {
        var ack =
                deliveries.send(
                        Deliveries.form(Map.of("payload", payload.toString())),
                        Deliveries.FORM,
                        Map.of());
        if (!ack.accepted()) {
            String code = ack.inTime() ? "http_" + ack.status() : "operation_timeout";
            slackState.journal.refused(actionId, code, "the click was not acknowledged");
            return ack.trouble(
                    ack.inTime()
                            ? "This app responded with Status Code " + ack.status() + "."
                            : "Oops, something went wrong: operation_timeout.");
        }
        if (!ack.isEmpty()) {
            slackState.journal.refused(
                    actionId, "body_ignored", "an acknowledgement of a click carries nothing");
        }
        return ack.fine();
    }

    private static ObjectNode pressed(JsonNode blocks, String actionId, Optional<String> value) {
        List<Placed> found =
                Elements.withAction(blocks, actionId).stream()
                        .filter(it -> pressable(it, value))
                        .toList();
        if (found.size() != 1) {
            var buttons = Elements.buttons(blocks).stream().map(SeenButton::actionId).toList();
            throw new NotOnScreen(
                    "%s buttons fit %s%s; there are %s"
                            .formatted(
                                    found.size(),
                                    actionId,
                                    value.map(it -> " with value " + it).orElse(""),
                                    buttons));
        }
        return action(found.getFirst(), value);
    }

    private static boolean pressable(Placed placed, Optional<String> value) {
        return switch (placed.type()) {
            case "button" -> value.isEmpty() || Json.text(placed.element(), "value").equals(value);
            case "overflow" ->
                    value.flatMap(it -> Elements.option(placed.element(), it)).isPresent();
            default -> false;
        };
    }

    /** Returns the clicked element as it is in the message. */
    private static ObjectNode action(Placed placed, Optional<String> value) {
        ObjectNode action = placed.element().deepCopy();
        action.put("block_id", placed.blockId());
        if (placed.type().equals("overflow")) {
            action.remove("options");
            value.flatMap(it -> Elements.option(placed.element(), it))
                    .ifPresent(option -> action.set("selected_option", option));
        }
        return action;
    }
}
