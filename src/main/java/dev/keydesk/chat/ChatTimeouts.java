package dev.keydesk.chat;

import java.time.Duration;

/**
 * How long a whole call to Slack may take.
 *
 * @param views opening and changing modals, which happens while Slack waits for our answer
 * @param call everything else, which happens in jobs
 */
public record ChatTimeouts(Duration views, Duration call) {

    /** Slack gives up on us after 3 s, and a trigger id is worthless then. */
    public static ChatTimeouts standard() {
        return new ChatTimeouts(Duration.ofMillis(2500), Duration.ofSeconds(10));
    }
}
