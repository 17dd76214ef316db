package dev.keydesk.sandbox.slack;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Map;

/** An HTTP answer of the simulated Slack. */
record SlackHttpAnswer(int status, Map<String, String> headers, String body) {
    SlackHttpAnswer {
        headers = Map.copyOf(headers);
    }

    static SlackHttpAnswer json(int status, JsonNode body) {
        return new SlackHttpAnswer(
                status, Map.of("Content-Type", "application/json; charset=utf-8"), body.toString());
    }
}
