package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import java.util.List;
import java.util.Optional;

/** The content of a message: its text, and its blocks if it has any. */
record MessageContent(String text, Optional<ArrayNode> blocks) {
    private static final int LONGEST_TEXT = 40_000;

    /** Undocumented; reported for bolt-js in issue 2509. */
    private static final int LONGEST_BLOCKS = 13_200;

    static MessageContent of(ApiRequest request) {
        return checked(
                request.text("text").orElse(""),
                request.structure("blocks", "invalid_blocks_format"));
    }

    /** The same for an acknowledgement or a {@code response_url}, where blocks are plain JSON. */
    static MessageContent of(JsonNode message) {
        var blocks =
                Json.has(message, "blocks")
                        ? Optional.of(message.path("blocks"))
                        : Optional.<JsonNode>empty();
        return checked(Json.text(message, "text").orElse(""), blocks);
    }

    private static MessageContent checked(String text, Optional<JsonNode> given) {
        var blocks = given.map(MessageContent::checked);
        if (text.isBlank() && blocks.map(ArrayNode::isEmpty).orElse(true)) {
            throw new Refused("no_text");
        }
        return new MessageContent(text.substring(0, Math.min(text.length(), LONGEST_TEXT)), blocks);
    }

    private static ArrayNode checked(JsonNode blocks) {
        if (!(blocks instanceof ArrayNode array)) {
            throw new Refused("invalid_blocks_format");
        }
        List<Flaw> flaws = BlockRules.inMessage(array);
        if (!flaws.isEmpty()) {
            throw Refused.flawed("invalid_blocks", flaws);
        }
        if (lengthOf(array) > LONGEST_BLOCKS) {
            throw new Refused("msg_blocks_too_long");
        }
        return Completion.of(array);
    }

    private static int lengthOf(JsonNode blocks) {
        int length = 0;
        for (JsonNode text : blocks.findValues("text")) {
            length += text.isTextual() ? text.asText().length() : lengthOf(text);
        }
        return length;
    }
}
