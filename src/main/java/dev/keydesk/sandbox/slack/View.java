package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.keydesk.config.UserId;

import java.util.Map;
import java.util.Optional;

/**
 * A person's open modal or Home tab: the bot's definition, the person's entries, and the hash that
 * changes with each definition.
 */
record View(
        String id,
        UserId owner,
        ObjectNode definition,
        String hash,
        ObjectNode entered,
        String rootId,
        Optional<String> previousId,
        Map<String, String> errors) {
    View {
        errors = Map.copyOf(errors);
    }

    JsonNode blocks() {
        return definition.path("blocks");
    }

    Optional<String> externalId() {
        return Json.text(definition, "external_id");
    }

    boolean isHome() {
        return definition.path("type").asText().equals("home");
    }

    boolean wantsToKnowOfClosing() {
        return definition.path("notify_on_close").asBoolean();
    }

    View redefined(ObjectNode other, String newHash) {
        var kept = Entries.carriedOver(other.path("blocks"), blocks(), entered);
        return new View(id, owner, other, newHash, kept, rootId, previousId, Map.of());
    }

    View entering(ObjectNode values) {
        return new View(id, owner, definition, hash, values, rootId, previousId, errors);
    }

    View complaining(Map<String, String> about) {
        return new View(id, owner, definition, hash, entered, rootId, previousId, about);
    }
}
