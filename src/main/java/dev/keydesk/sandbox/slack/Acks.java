package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.slack.Elements.Placed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks the bot's answers to a submitted view and to a menu that asks for options. */
final class Acks {
    private static final Set<String> OPTIONS = Set.of("options");
    private static final Set<String> GROUPS = Set.of("option_groups");

    private Acks() {}

    /** Does what the answer says, and returns the views that it closed. */
    static List<View> submission(Acknowledged ack, View view, Views views) {
        accepted(ack);
        if (ack.isEmpty()) {
            views.close(view.id());
            return List.of();
        }
        JsonNode answer = ack.object().orElseThrow(() -> new Refused("invalid_json"));
        switch (answer.path("response_action").asText()) {
            case "errors" -> views.complain(view.id(), errors(answer.path("errors"), view));
            case "update" -> views.update(view.id(), java.util.Optional.empty(), modal(answer));
            case "push" -> views.push(view.owner(), modal(answer));
            case "clear" -> {
                return views.clear(view.owner());
            }
            default -> {
                if (!answer.isEmpty()) {
                    throw Refused.argument("unknown response_action in " + answer.fieldNames());
                }
                views.close(view.id());
            }
        }
        return List.of();
    }

    /**
     * Returns the options for a menu: at most a hundred, each checked like one of a static menu.
     */
    static JsonNode options(Acknowledged ack) {
        accepted(ack);
        JsonNode answer = ack.object().orElseThrow(() -> new Refused("invalid_json"));
        var inspection = new Inspection(Surface.MODAL);
        var texts = new TextRules(inspection);
        if (answer.has("option_groups")) {
            inspection.object(
                    answer, "", GROUPS, List.of("option_groups"), () -> texts.groups(answer, ""));
        } else {
            // No option at all is allowed here: nothing was found.
            boolean none = answer.path("options").isArray() && answer.path("options").isEmpty();
            inspection.object(
                    answer,
                    "",
                    OPTIONS,
                    List.of("options"),
                    () -> {
                        if (!none) {
                            texts.options(answer, "", 100, false, true);
                        }
                    });
        }
        if (!inspection.flaws().isEmpty()) {
            throw Refused.flawed("invalid_options", inspection.flaws());
        }
        return answer;
    }

    private static void accepted(Acknowledged ack) {
        if (!ack.inTime()) {
            throw new Refused("operation_timeout");
        }
        if (!ack.accepted()) {
            throw new Refused("http_" + ack.status());
        }
    }

    private static ObjectNode modal(JsonNode answer) {
        return ViewMethods.checked(answer.path("view"), ViewRules::inModal);
    }

    private static Map<String, String> errors(JsonNode errors, View view) {
        Set<String> inputs =
                Elements.all(view.blocks()).stream()
                        .filter(Placed::isInput)
                        .map(Placed::blockId)
                        .collect(Collectors.toSet());
        Map<String, String> byBlock = new LinkedHashMap<>();
        for (var error : errors.properties()) {
            if (!inputs.contains(error.getKey())) {
                throw Refused.argument(error.getKey() + " is not the block_id of an input block");
            }
            if (!error.getValue().isTextual() || error.getValue().asText().isEmpty()) {
                throw Refused.argument("the error of " + error.getKey() + " is not a text");
            }
            byBlock.put(error.getKey(), error.getValue().asText());
        }
        if (byBlock.isEmpty()) {
            throw Refused.argument("response_action errors without errors");
        }
        return byBlock;
    }
}
