package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers with a single object. */
final class Entity {
    private Entity() {}

    static <T> ObjectNode drawn(GraphRequest request, Resource<T> resource, T item) {
        var selection = Selection.of(request, resource.types());
        var body = JsonNodeFactory.instance.objectNode();
        body.put(
                "@odata.context",
                request.root() + "/$metadata#" + selection.context(resource.set()) + "/$entity");
        body.setAll(selection.select(resource.draw().apply(item)));
        return body;
    }
}
