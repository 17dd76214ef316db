package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;

/** Slack's rules for rich text: its four kinds of parts, and the elements inside them. */
final class RichTextRules {
    private static final Set<String> PARTS =
            Set.of(
                    "rich_text_section",
                    "rich_text_preformatted",
                    "rich_text_quote",
                    "rich_text_list");
    private static final Set<String> PIECES =
            Set.of(
                    "text",
                    "link",
                    "user",
                    "usergroup",
                    "channel",
                    "emoji",
                    "broadcast",
                    "date",
                    "color",
                    "team");

    private final Inspection inspection;

    RichTextRules(Inspection inspection) {
        this.inspection = inspection;
    }

    void check(JsonNode block, String at) {
        if (!inspection.items(block, at, "elements", 1, Integer.MAX_VALUE)) {
            return;
        }
        int index = 0;
        for (JsonNode part : block.path("elements")) {
            part(part, at + "/elements/" + index++);
        }
    }

    private void part(JsonNode part, String at) {
        if (!inspection.isOfType(part, at, PARTS)) {
            return;
        }
        if (part.path("type").asText().equals("rich_text_list")) {
            list(part, at);
        } else {
            pieces(part, at);
        }
    }

    private void list(JsonNode list, String at) {
        if (inspection.required(list, at, "style")) {
            inspection.oneOf(list, at, "style", Set.of("bullet", "ordered"));
            check(list, at);
        }
    }

    private void pieces(JsonNode part, String at) {
        if (!inspection.items(part, at, "elements", 0, Integer.MAX_VALUE)) {
            return;
        }
        int index = 0;
        for (JsonNode piece : part.path("elements")) {
            piece(piece, at + "/elements/" + index++);
        }
    }

    private void piece(JsonNode piece, String at) {
        if (!inspection.isOfType(piece, at, PIECES)) {
            return;
        }
        String type = piece.path("type").asText();
        if (type.equals("text") && inspection.required(piece, at, "text")) {
            inspection.string(piece, at, "text", 1, Integer.MAX_VALUE - 1);
        } else if (type.equals("link") && inspection.required(piece, at, "url")) {
            inspection.string(piece, at, "url", 1, 3000);
        }
    }
}
