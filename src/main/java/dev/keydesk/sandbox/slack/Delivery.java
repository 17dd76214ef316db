package dev.keydesk.sandbox.slack;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request to the bot as it was sent, so that it can be sent again or altered. */
public record Delivery(String body, Map<String, String> headers) {
    public Delivery {
        headers = Map.copyOf(headers);
    }

    /** Returns the bytes of the body. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
