package dev.keydesk.entra;

import java.time.Duration;

/**
 * How long to wait for Microsoft.
 *
 * @param connect for a connection
 * @param read between two parts of an answer
 * @param call for a whole call to Graph, from the request to the last byte
 */
public record EntraTimeouts(Duration connect, Duration read, Duration call) {

    /**
     * Returns the usual limits. Graph nearly always answers within a second; the rest is room for
     * bad days.
     */
    public static EntraTimeouts standard() {
        return new EntraTimeouts(
                Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(30));
    }
}
