package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One walk through blocks or a view, noting each flaw with where it is. */
final class Inspection {
    static final int LONGEST_ID = 255;
    private static final int LONGEST_ADDRESS = 3000;

    private final Surface surface;
    private final List<Flaw> flaws = new ArrayList<>();
    private final Set<String> blockIds = new HashSet<>();
    private boolean focused;

    Inspection(Surface surface) {
        this.surface = surface;
    }

    Surface surface() {
        return surface;
    }

    List<Flaw> flaws() {
        return List.copyOf(flaws);
    }

    void flaw(String message, String pointer) {
        flaws.add(new Flaw(message, pointer));
    }

    /** Slack refuses fields it does not know, which is how misspelt ones come to light. */
    void onlyFields(JsonNode node, String at, Set<String> known) {
        node.fieldNames()
                .forEachRemaining(field -> {
                    if (!known.contains(field)) {
                        flaw("invalid additional property: " + field, at);
                    }
                });
    }

    boolean required(JsonNode node, String at, String field) {
        if (Json.has(node, field)) {
            return true;
        }
        flaw("missing required field: " + field, at);
        return false;
    }

    /** A string of the given length, when it is there at all. */
    void string(JsonNode node, String at, String field, int least, int most) {
        if (!Json.has(node, field)) {
            return;
        }
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            flaw("must provide a string", at + "/" + field);
            return;
        }
        length(value.asText(), at + "/" + field, least, most);
    }

    /** Where a click leads; a browser is opened there, so it must be a whole address. */
    void webAddress(JsonNode node, String at, String field) {
        string(node, at, field, 1, LONGEST_ADDRESS);
        if (node.path(field).isTextual() && !isWebAddress(node.path(field).asText())) {
            flaw("must be an http or https address", at + "/" + field);
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            var uri = new URI(text);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null;
        } catch (URISyntaxException _) {
            return false;
        }
    }

    void length(String value, String at, int least, int most) {
        if (value.length() < least) {
            flaw("must be more than " + (least - 1) + " characters", at);
        }
        if (value.length() > most) {
            flaw("must be less than " + (most + 1) + " characters", at);
        }
    }

    void flag(JsonNode node, String at, String field) {
        if (Json.has(node, field) && !node.path(field).isBoolean()) {
            flaw("must provide a boolean", at + "/" + field);
        }
    }

    /** A whole number between both, when it is there at all. */
    void number(JsonNode node, String at, String field, int least, int most) {
        if (!Json.has(node, field)) {
            return;
        }
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber()) {
            flaw("must provide an integer", at + "/" + field);
        } else if (value.asLong() < least || value.asLong() > most) {
            flaw("must be between " + least + " and " + most, at + "/" + field);
        }
    }

    void oneOf(JsonNode node, String at, String field, Set<String> allowed) {
        if (Json.has(node, field) && !allowed.contains(node.path(field).asText())) {
            flaw("must be one of " + allowed.stream().sorted().toList(), at + "/" + field);
        }
    }

    /** An array of the given size; false when it is not one and cannot be looked into. */
    boolean items(JsonNode node, String at, String field, int least, int most) {
        JsonNode value = node.path(field);
        if (!value.isArray()) {
            flaw("must provide an array", at + "/" + field);
            return false;
        }
        if (value.size() < least) {
            flaw("no fewer than " + least + " items allowed", at + "/" + field);
        }
        if (value.size() > most) {
            flaw("no more than " + most + " items allowed", at + "/" + field);
        }
        return true;
    }

    void blockId(JsonNode block, String at) {
        string(block, at, "block_id", 1, LONGEST_ID);
        String id = block.path("block_id").asText();
        if (!id.isEmpty() && !blockIds.add(id)) {
            flaw("`block_id` \"" + id + "\" already exists for another block", at + "/block_id");
        }
    }

    void focus(JsonNode element, String at) {
        flag(element, at, "focus_on_load");
        if (element.path("focus_on_load").asBoolean()) {
            if (focused) {
                flaw("only one element can be focused on load", at + "/focus_on_load");
            }
            focused = true;
        }
    }
}
