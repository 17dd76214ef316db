package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slack's rules for text objects, options, option groups and confirm dialogs. */
final class TextRules {
    private static final Set<String> KINDS = Set.of("plain_text", "mrkdwn");
    private static final Set<String> PLAIN = Set.of("type", "text", "emoji");
    private static final Set<String> MARKDOWN = Set.of("type", "text", "verbatim");
    private static final Set<String> OPTION = Set.of("text", "value", "description");
    private static final Set<String> OPTION_WITH_URL =
            Set.of("text", "value", "description", "url");
    private static final Set<String> GROUP = Set.of("label", "options");
    private static final Set<String> CONFIRM = Set.of("title", "text", "confirm", "deny", "style");
    private static final int LONGEST_OPTION = 75;
    private static final int MOST_OPTIONS = 100;

    private final Inspection inspection;

    TextRules(Inspection inspection) {
        this.inspection = inspection;
    }

    /** Checks a {@code plain_text} object, if it exists. */
    void plain(JsonNode node, String at, String field, int most) {
        if (node.has(field)) {
            text(node.path(field), at + "/" + field, most, true);
        }
    }

    /** Checks either kind of text object, if it exists. */
    void any(JsonNode node, String at, String field, int most) {
        if (node.has(field)) {
            text(node.path(field), at + "/" + field, most, false);
        }
    }

    /** Checks two schemas at once: that of every text object, and the length of this one. */
    void text(JsonNode text, String at, int most, boolean plainOnly) {
        inspection.allOf(
                at,
                () -> {
                    kind(text, at, plainOnly);
                    if (!text.isObject()) {
                        inspection.flaw("must provide an object", at);
                    } else if (text.path("text").isTextual()) {
                        inspection.length(text.path("text").asText(), at + "/text", 0, most);
                    }
                });
    }

    private void kind(JsonNode text, String at, boolean plainOnly) {
        if (plainOnly) {
            plain(text, at);
        } else if (inspection.isOfType(text, at, KINDS)) {
            if (text.path("type").asText().equals("plain_text")) {
                plain(text, at);
            } else {
                words(text, at, MARKDOWN, "mrkdwn", "verbatim");
            }
        }
    }

    private void plain(JsonNode text, String at) {
        words(text, at, PLAIN, "plain_text", "emoji");
    }

    private void words(JsonNode text, String at, Set<String> fields, String type, String flag) {
        inspection.object(
                text,
                at,
                fields,
                List.of("type", "text"),
                () -> {
                    inspection.oneOf(text, at, "type", Set.of(type));
                    inspection.string(text, at, "text", 1, Integer.MAX_VALUE - 1);
                    inspection.flag(text, at, flag);
                });
    }

    /**
     * Checks the options of a menu; their values must differ, or nobody could say which was chosen.
     */
    void options(JsonNode node, String at, int most, boolean urls, boolean plainOnly) {
        if (!inspection.items(node, at, "options", 1, most)) {
            return;
        }
        Set<String> values = new HashSet<>();
        int index = 0;
        for (JsonNode option : node.path("options")) {
            String here = at + "/options/" + index++;
            option(option, here, urls, plainOnly);
            if (!values.add(option.path("value").asText())) {
                inspection.nonsense("option values must be unique", here + "/value");
            }
        }
    }

    void groups(JsonNode node, String at) {
        if (!inspection.items(node, at, "option_groups", 1, MOST_OPTIONS)) {
            return;
        }
        int index = 0;
        for (JsonNode group : node.path("option_groups")) {
            String here = at + "/option_groups/" + index++;
            inspection.object(
                    group,
                    here,
                    GROUP,
                    List.of("label", "options"),
                    () -> {
                        plain(group, here, "label", LONGEST_OPTION);
                        options(group, here, MOST_OPTIONS, false, true);
                    });
        }
    }

    void option(JsonNode option, String at, boolean urls, boolean plainOnly) {
        inspection.object(
                option,
                at,
                urls ? OPTION_WITH_URL : OPTION,
                List.of("text", "value"),
                () -> {
                    text(option.path("text"), at + "/text", LONGEST_OPTION, plainOnly);
                    inspection.string(option, at, "value", 1, LONGEST_OPTION);
                    if (option.has("description")) {
                        var description = option.path("description");
                        text(description, at + "/description", LONGEST_OPTION, plainOnly);
                    }
                    inspection.webAddress(option, at, "url");
                });
    }

    void confirm(JsonNode element, String at) {
        if (!element.has("confirm")) {
            return;
        }
        JsonNode confirm = element.path("confirm");
        String here = at + "/confirm";
        inspection.object(
                confirm,
                here,
                CONFIRM,
                List.of("title", "text"),
                () -> {
                    plain(confirm, here, "title", 100);
                    any(confirm, here, "text", 300);
                    plain(confirm, here, "confirm", 30);
                    plain(confirm, here, "deny", 30);
                    inspection.oneOf(confirm, here, "style", Set.of("primary", "danger"));
                });
    }
}
