package dev.keydesk.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One request to the bot as it went over the wire, so that it can be sent again or bent. */
public record Delivery(String body, Map<String, String> headers) {
    public Delivery {
        headers = Map.copyOf(headers);
    }

    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
