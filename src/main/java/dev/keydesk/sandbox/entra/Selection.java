package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The properties a caller selected with $select; all of them if it did not say. */
record Selection(String type, Optional<List<String>> properties) {

    /**
     * Reads $select.
     *
     * @throws GraphRefusal 400, if the type has no such property
     */
    static Selection of(GraphRequest request, String type, String... moreTypes) {
        var schema = GraphSchema.shared();
        var names =
                request.option("$select")
                        .map(text -> Arrays.stream(text.split(",", -1)).map(String::trim).toList());
        for (var name : names.orElse(List.of())) {
            var known =
                    schema.propertiesOf(type).contains(name)
                            || Arrays.stream(moreTypes)
                                    .anyMatch(other -> schema.propertiesOf(other).contains(name));
            if (!known) {
                throw GraphRefusal.badRequest("Invalid $select properties.");
            }
        }
        return new Selection(type, names);
    }

    ObjectNode from(ObjectNode whole) {
        if (properties.isEmpty()) {
            return whole;
        }
        var part = JsonNodeFactory.instance.objectNode();
        for (var name : properties.get()) {
            part.set(name, whole.has(name) ? whole.get(name) : unset(name));
        }
        return part;
    }

    /** As in {@code $metadata#applications(id,appId)}. */
    String context(String set) {
        return properties.map(names -> set + "(" + String.join(",", names) + ")").orElse(set);
    }

    private com.fasterxml.jackson.databind.JsonNode unset(String property) {
        return GraphSchema.shared().isList(type, property)
                ? new ArrayNode(JsonNodeFactory.instance)
                : NullNode.getInstance();
    }
}
