package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Adds what Slack adds: missing ids, and the defaults of texts and inputs. */
final class Completion {
    private static final Ids IDS = new Ids();

    private Completion() {}

    static ArrayNode of(ArrayNode blocks) {
        ArrayNode copy = blocks.deepCopy();
        for (JsonNode block : copy) {
            complete((ObjectNode) block);
        }
        return copy;
    }

    private static void complete(ObjectNode block) {
        orElse(block, "block_id", IDS.hex(3));
        texts(block);
        for (JsonNode element : Elements.elementsOf(block)) {
            orElse((ObjectNode) element, "action_id", IDS.hex(3));
        }
        if (block.path("type").asText().equals("input")) {
            orElse(block, "optional", false);
            orElse(block, "dispatch_action", false);
        }
    }

    private static void texts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            switch (object.path("type").asText()) {
                case "plain_text" -> orElse(object, "emoji", true);
                case "mrkdwn" -> orElse(object, "verbatim", false);
                default -> {}
            }
        }
        node.forEach(Completion::texts);
    }

    private static void orElse(ObjectNode node, String field, String value) {
        if (Json.text(node, field).isEmpty()) {
            node.put(field, value);
        }
    }

    private static void orElse(ObjectNode node, String field, boolean value) {
        if (!Json.has(node, field)) {
            node.put(field, value);
        }
    }
}
