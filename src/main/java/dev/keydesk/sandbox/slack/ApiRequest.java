package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.stream.Stream;

/** The arguments of a Web API call, which came as a form or as JSON. */
record ApiRequest(String method, ObjectNode fields) {

    Optional<String> text(String name) {
        return Json.text(fields, name);
    }

    String required(String name) {
        require(name);
        return text(name).orElseThrow();
    }

    /** Requires all of these; Slack reports everything that is missing. */
    void require(String... names) {
        var flaws =
                Stream.of(names).filter(name -> text(name).isEmpty()).map(this::missing).toList();
        if (!flaws.isEmpty()) {
            throw Refused.arguments(flaws);
        }
    }

    private String missing(String name) {
        return fields.path(name).isNull()
                ? new Flaw("must provide a string", "/" + name).text()
                : "missing required field: " + name;
    }

    boolean flag(String name, boolean otherwise) {
        return text(name).map(value -> value.equals("true") || value.equals("1")).orElse(otherwise);
    }

    int number(String name, int otherwise) {
        try {
            return text(name).map(Integer::parseInt).orElse(otherwise);
        } catch (NumberFormatException _) {
            throw Refused.argument(name + " must be a number");
        }
    }

    /**
     * Returns a structured argument; in a form it is JSON in a string, and in JSON it may be that
     * as well.
     */
    Optional<JsonNode> structure(String name, String errorIfNone) {
        JsonNode value = fields.path(name);
        if (value.isContainerNode()) {
            return Optional.of(value);
        }
        return text(name)
                .map(text ->
                        Json.read(text)
                                .filter(JsonNode::isContainerNode)
                                .orElseThrow(() -> new Refused(errorIfNone)));
    }
}
