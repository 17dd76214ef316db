package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/** An HTTP answer of the pretend Slack. */
record Answer(int status, Map<String, String> headers, String body) {
    Answer {
        headers = Map.copyOf(headers);
    }

    static Answer json(int status, JsonNode body) {
        return new Answer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString());
    }
}
