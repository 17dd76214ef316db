package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A collection of Graph, and the properties by which it can be searched.
 *
 * @param set its name in the metadata, such as {@code applications}
 * @param types their names in the schema; owners, for example, are users and service principals
 * @param keys the properties that a filter may name, always including {@code id} and {@code
 *     displayName}
 * @param lists the properties of which a filter may ask whether one of their texts is equal
 */
record Resource<T>(
        String set,
        List<String> types,
        Map<String, Function<T, String>> keys,
        Map<String, Function<T, List<String>>> lists,
        Function<T, ObjectNode> draw) {

    Resource(
            String set,
            List<String> types,
            Map<String, Function<T, String>> keys,
            Function<T, ObjectNode> draw) {
        this(set, types, keys, Map.of(), draw);
    }

    String id(T item) {
        return key("id", item);
    }

    String displayName(T item) {
        return key("displayName", item);
    }

    String key(String property, T item) {
        return Objects.requireNonNull(keys.get(property), property).apply(item);
    }

    List<String> list(String property, T item) {
        return Objects.requireNonNull(lists.get(property), property).apply(item);
    }
}
