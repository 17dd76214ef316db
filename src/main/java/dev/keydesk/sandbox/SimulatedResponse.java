package dev.keydesk.sandbox;

import java.util.Map;

/** What a pretend service answers to a {@link SimulatedRequest}; an empty body is none. */
public record SimulatedResponse(int status, Map<String, String> headers, String body) {
    public SimulatedResponse {
        headers = Map.copyOf(headers);
    }
}
