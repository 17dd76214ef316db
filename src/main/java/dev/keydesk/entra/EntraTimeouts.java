package dev.keydesk.entra;

import java.time.Duration;

/**
 * How long we wait for Microsoft.
 *
 * @param connect until a connection stands
 * @param read between two pieces of an answer
 * @param call for a whole call to Graph, from asking to the last byte
 */
public record EntraTimeouts(Duration connect, Duration read, Duration call) {

    /** Graph answers within a second nearly always; the rest is room for its bad days. */
    public static EntraTimeouts standard() {
        return new EntraTimeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));
    }
}
