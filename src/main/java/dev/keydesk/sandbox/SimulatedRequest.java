package dev.keydesk.sandbox;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to a pretend service that came without a network.
 *
 * @param headers by name in small letters
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

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** What stands behind the question mark, as it was sent; empty if there is none. */
    public String query() {
        return Optional.ofNullable(address.getRawQuery()).orElse("");
    }
}
