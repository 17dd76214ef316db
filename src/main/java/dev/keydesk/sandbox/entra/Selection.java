package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The properties that a caller selected with $select; all of them without it. */
record Selection(List<String> types, Optional<List<String>> properties) {
    private static final String TYPE = "@odata.type";

    /**
     * Parses $select.
     *
     * @throws GraphRefusal 400, if none of the types has such a property
     */
    static Selection of(GraphRequest request, List<String> types) {
        var names = request.option("$select").map(Selection::split);
        for (var name : names.orElse(List.of())) {
            if (types.stream().noneMatch(type -> knows(type, name))) {
                throw GraphRefusal.badRequest("Invalid $select properties.");
            }
        }
        return new Selection(types, names);
    }

    ObjectNode select(ObjectNode whole) {
        if (properties.isEmpty()) {
            return whole;
        }
        var type = typeOf(whole);
        var part = JsonNodeFactory.instance.objectNode();
        if (whole.has(TYPE)) {
            part.set(TYPE, whole.get(TYPE));
        }
        properties.get().stream()
                .filter(name -> knows(type, name))
                .forEach(name -> part.set(name, value(whole, type, name)));
        return part;
    }

    /** Returns the context, as in {@code $metadata#applications(id,appId)}. */
    String context(String set) {
        return properties.map(names -> set + "(" + String.join(",", names) + ")").orElse(set);
    }

    private String typeOf(ObjectNode whole) {
        return types.size() == 1
                ? types.getFirst()
                : whole.path(TYPE).asText().replace("#microsoft.graph.", "");
    }

    /** A property that is not simulated is shown as not set. */
    private static JsonNode value(ObjectNode whole, String type, String property) {
        if (whole.has(property)) {
            return whole.get(property);
        }
        return GraphSchema.shared().isList(type, property)
                ? JsonNodeFactory.instance.arrayNode()
                : JsonNodeFactory.instance.nullNode();
    }

    private static boolean knows(String type, String property) {
        return GraphSchema.shared().propertiesOf(type).contains(property);
    }

    private static List<String> split(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::trim).toList();
    }
}
