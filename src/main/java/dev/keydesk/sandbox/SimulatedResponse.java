package dev.keydesk.sandbox;

import java.util.Map;

/** A simulated service's answer to a {@link SimulatedRequest}; an empty body means none. */
public record SimulatedResponse(int status, Map<String, String> headers, String body) {
    public SimulatedResponse {
        headers = Map.copyOf(headers);
    }
}
