package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.Set;

/** What Slack asks of text objects, options, option groups and confirm dialogs. */
final class TextRules {
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

    /** A {@code plain_text} object, when it is there at all. */
    void plain(JsonNode node, String at, String field, int most) {
        if (Json.has(node, field)) {
            text(node.path(field), at + "/" + field, most, true);
        }
    }

    /** Either kind of text object, when it is there at all. */
    void any(JsonNode node, String at, String field, int most) {
        if (Json.has(node, field)) {
            text(node.path(field), at + "/" + field, most, false);
        }
    }

    void text(JsonNode text, String at, int most, boolean plainOnly) {
        if (!text.isObject()) {
            inspection.flaw("must provide an object", at);
            return;
        }
        switch (text.path("type").asText()) {
            case "plain_text" -> {
                inspection.onlyFields(text, at, PLAIN);
                inspection.flag(text, at, "emoji");
            }
            case "mrkdwn" -> {
                if (plainOnly) {
                    inspection.flaw("must be a plain_text object", at + "/type");
                }
                inspection.onlyFields(text, at, MARKDOWN);
                inspection.flag(text, at, "verbatim");
            }
            default -> inspection.flaw("must be plain_text or mrkdwn", at + "/type");
        }
        if (inspection.required(text, at, "text")) {
            inspection.string(text, at, "text", 1, most);
        }
    }

    /** Options of a menu; their values must differ, or nobody could say which was chosen. */
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
                inspection.flaw("option values must be unique", here + "/value");
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
            inspection.onlyFields(group, here, GROUP);
            if (inspection.required(group, here, "label")) {
                plain(group, here, "label", LONGEST_OPTION);
            }
            options(group, here, MOST_OPTIONS, false, true);
        }
    }

    void option(JsonNode option, String at, boolean urls, boolean plainOnly) {
        if (!option.isObject()) {
            inspection.flaw("must provide an object", at);
            return;
        }
        inspection.onlyFields(option, at, urls ? OPTION_WITH_URL : OPTION);
        if (inspection.required(option, at, "text")) {
            text(option.path("text"), at + "/text", LONGEST_OPTION, plainOnly);
        }
        if (inspection.required(option, at, "value")) {
            inspection.string(option, at, "value", 1, LONGEST_OPTION);
        }
        if (Json.has(option, "description")) {
            text(option.path("description"), at + "/description", LONGEST_OPTION, plainOnly);
        }
        inspection.webAddress(option, at, "url");
    }

    void confirm(JsonNode element, String at) {
        if (!Json.has(element, "confirm")) {
            return;
        }
        JsonNode confirm = element.path("confirm");
        String here = at + "/confirm";
        inspection.onlyFields(confirm, here, CONFIRM);
        inspection.required(confirm, here, "title");
        inspection.required(confirm, here, "text");
        plain(confirm, here, "title", 100);
        any(confirm, here, "text", 300);
        plain(confirm, here, "confirm", 30);
        plain(confirm, here, "deny", 30);
        inspection.oneOf(confirm, here, "style", Set.of("primary", "danger"));
    }
}
