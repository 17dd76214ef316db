package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.function.Function;

/**
 * What a collection of Graph holds, and by which of its properties somebody may look for it.
 *
 * @param set as the path names it, such as {@code applications}
 * @param type as the schema names it, such as {@code application}
 * @param keys the properties a filter may name, always with {@code id} and {@code displayName}
 */
record Resource<T>(
        String set,
        String type,
        Map<String, Function<T, String>> keys,
        Function<T, ObjectNode> draw) {

    String id(T item) {
        return key("id", item);
    }

    String displayName(T item) {
        return key("displayName", item);
    }

    String key(String property, T item) {
        var key = keys.get(property);
        if (key == null) {
            throw new IllegalArgumentException("no key " + property);
        }
        return key.apply(item);
    }
}
