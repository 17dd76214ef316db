package dev.keydesk.sandbox.entra;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer; an empty body is sent as none. */
record EntraHttpAnswer(int status, Map<String, String> headers, String body) {

    static EntraHttpAnswer json(int status, JsonNode body) {
        return new EntraHttpAnswer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString());
    }

    static EntraHttpAnswer empty(int status) {
        return new EntraHttpAnswer(status, Map.of(), "");
    }

    EntraHttpAnswer withHeaders(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new EntraHttpAnswer(status, all, body);
    }
}
