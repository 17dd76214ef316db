package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Reads the body of an action and compares it with Microsoft's schema. */
final class RequestBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RequestBody() {}

    /**
     * Returns the body, or an empty object for a read.
     *
     * @throws GraphRefusal 400, if it is not JSON or does not fit the schema
     */
    static JsonNode read(EntraHttpRequest request, Route route, CallNotes notes) {
        if (route.method().equals("GET")) {
            return MissingNode.getInstance();
        }
        var body = parse(request);
        var problems = GraphSchema.shared().requestProblems(route.described(), "post", body);
        if (problems.isEmpty()) {
            return body;
        }
        notes.problems("request of " + route.name(), problems);
        throw GraphRefusal.malformed(
                "The body does not fit this action: " + String.join(", ", problems) + ".");
    }

    private static JsonNode parse(EntraHttpRequest request) {
        if (request.body().isEmpty()) {
            throw GraphRefusal.malformed("Empty Payload. JSON content expected.");
        }
        var type = request.header("Content-Type").orElse("");
        return object(request.body(), type.startsWith("application/json"));
    }

    private static JsonNode object(String text, boolean saysJson) {
        try {
            var body = JSON.readTree(text);
            if (saysJson && body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
        throw unreadable();
    }

    private static GraphRefusal unreadable() {
        return GraphRefusal.malformed(
                "Unable to read JSON request payload. Please ensure Content-Type header is set and"
                        + " payload is of valid JSON format.");
    }
}
