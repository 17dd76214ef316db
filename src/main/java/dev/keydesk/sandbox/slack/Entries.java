package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.sandbox.slack.Elements.Placed;

import java.util.Map;
import java.util.Optional;

/**
 * The values that a person entered, by block id and action id. Each kind of element has its own
 * name for the value, and for the initial value.
 */
final class Entries {
    private record Names(String value, String initial) {}

    private static final Map<String, Names> NAMES =
            Map.ofEntries(
                    Map.entry("plain_text_input", new Names("value", "initial_value")),
                    Map.entry("email_text_input", new Names("value", "initial_value")),
                    Map.entry("url_text_input", new Names("value", "initial_value")),
                    Map.entry("number_input", new Names("value", "initial_value")),
                    Map.entry("static_select", new Names("selected_option", "initial_option")),
                    Map.entry("external_select", new Names("selected_option", "initial_option")),
                    Map.entry("radio_buttons", new Names("selected_option", "initial_option")),
                    Map.entry("checkboxes", new Names("selected_options", "initial_options")),
                    Map.entry(
                            "multi_static_select",
                            new Names("selected_options", "initial_options")),
                    Map.entry(
                            "multi_external_select",
                            new Names("selected_options", "initial_options")),
                    Map.entry("users_select", new Names("selected_user", "initial_user")),
                    Map.entry("multi_users_select", new Names("selected_users", "initial_users")),
                    Map.entry("channels_select", new Names("selected_channel", "initial_channel")),
                    Map.entry(
                            "multi_channels_select",
                            new Names("selected_channels", "initial_channels")),
                    Map.entry(
                            "conversations_select",
                            new Names("selected_conversation", "initial_conversation")),
                    Map.entry(
                            "multi_conversations_select",
                            new Names("selected_conversations", "initial_conversations")),
                    Map.entry("datepicker", new Names("selected_date", "initial_date")),
                    Map.entry("timepicker", new Names("selected_time", "initial_time")));

    private Entries() {}

    /** Returns the entries of an untouched view. */
    static ObjectNode initial(JsonNode blocks) {
        return carriedOver(blocks, Json.array(), Json.object());
    }

    /** Slack keeps an entry if its block id, action id and kind still exist. */
    static ObjectNode carriedOver(JsonNode blocks, JsonNode before, ObjectNode entered) {
        ObjectNode values = Json.object();
        for (Placed placed : Elements.all(blocks)) {
            Names names = NAMES.get(placed.type());
            if (names != null) {
                JsonNode kept = entered.path(placed.blockId()).path(placed.actionId());
                boolean same =
                        Elements.withAction(before, placed.actionId()).stream()
                                .anyMatch(it -> sameField(it, placed));
                JsonNode entry = same && kept.isObject() ? kept : untouched(placed, names);
                values.withObjectProperty(placed.blockId()).set(placed.actionId(), entry);
            }
        }
        return values;
    }

    /** Returns the entries with one changed; null removes a value. */
    static ObjectNode with(ObjectNode entered, Placed placed, JsonNode value) {
        ObjectNode changed = entered.deepCopy();
        ObjectNode entry = Json.object().put("type", placed.type());
        entry.set(valueName(placed), value);
        changed.withObjectProperty(placed.blockId()).set(placed.actionId(), entry);
        return changed;
    }

    static JsonNode value(ObjectNode entered, Placed placed) {
        return entered.path(placed.blockId()).path(placed.actionId()).path(valueName(placed));
    }

    static boolean isEmpty(ObjectNode entered, Placed placed) {
        JsonNode value = value(entered, placed);
        return value.isMissingNode()
                || value.isNull()
                || (value.isContainerNode() && value.isEmpty())
                || (value.isTextual() && value.asText().isBlank());
    }

    static String valueName(Placed placed) {
        return Optional.ofNullable(NAMES.get(placed.type()))
                .orElseThrow(() -> new NotOnScreen("nothing can be entered in " + placed.type()))
                .value();
    }

    static boolean takesMany(Placed placed) {
        return valueName(placed).endsWith("s");
    }

    private static boolean sameField(Placed one, Placed other) {
        return one.blockId().equals(other.blockId()) && one.type().equals(other.type());
    }

    private static ObjectNode untouched(Placed placed, Names names) {
        ObjectNode entry = Json.object().put("type", placed.type());
        JsonNode initial = placed.element().path(names.initial());
        if (initial.isMissingNode() || initial.isNull()) {
            entry.set(names.value(), nothing(names));
        } else {
            entry.set(names.value(), initial);
        }
        return entry;
    }

    private static JsonNode nothing(Names names) {
        ArrayNode none = Json.array();
        return names.value().endsWith("s") ? none : NullNode.getInstance();
    }
}
