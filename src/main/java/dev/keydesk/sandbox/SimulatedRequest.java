package dev.keydesk.sandbox;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to a simulated service that did not use the network.
 *
 * @param headers by name in lower case
 */
public record SimulatedRequest(
        String method, URI address, Map<String, String> headers, String body) {
    public SimulatedRequest {
        headers =
                headers.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        header -> header.getKey().toLowerCase(Locale.ROOT),
                                        Map.Entry::getValue));
    }

    /** Returns a header by its name in any case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the query as it was sent; empty if there is none. */
    public String query() {
        return Optional.ofNullable(address.getRawQuery()).orElse("");
    }
}
