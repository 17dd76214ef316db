package dev.keydesk.sandbox;

import java.util.Map;

/** What a pretend service answers to a {@link Question}; an empty body is none. */
public record Told(int status, Map<String, String> headers, String body) {
    public Told {
        headers = Map.copyOf(headers);
    }
}
