package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back over the wire; an empty body is sent as none. */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer json(int status, JsonNode body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString());
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    Answer with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Answer(status, all, body);
    }
}
