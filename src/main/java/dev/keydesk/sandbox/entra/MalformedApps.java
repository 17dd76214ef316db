package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * App registrations that Graph shows in a form that its own schema does not allow, or cannot show
 * at all; both were observed.
 */
final class MalformedApps {
    private final Map<String, Function<ObjectNode, Optional<ObjectNode>>> apps =
            new ConcurrentHashMap<>();

    void app(String objectId, Function<ObjectNode, Optional<ObjectNode>> how) {
        apps.put(objectId, how);
    }

    void none() {
        apps.clear();
    }

    /** Returns the answer to send; empty if it cannot be given. */
    Optional<JsonNode> applyTo(JsonNode answer) {
        if (apps.isEmpty()) {
            return Optional.of(answer);
        }
        JsonNode told = answer.deepCopy();
        boolean isList = told.path("value").isArray();
        var shown = isList ? told.path("value") : told;
        if (!isList) {
            return one(shown);
        }
        var list = ((ObjectNode) told).putArray("value");
        for (var app : shown) {
            var spoiled = one(app);
            if (spoiled.isEmpty()) {
                return Optional.empty();
            }
            list.add(spoiled.get());
        }
        return Optional.of(told);
    }

    private Optional<JsonNode> one(JsonNode app) {
        var how = apps.get(app.path("id").asText());
        return how == null || !(app instanceof ObjectNode object)
                ? Optional.of(app)
                : how.apply(object).map(JsonNode.class::cast);
    }
}
