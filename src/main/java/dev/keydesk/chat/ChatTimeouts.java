package dev.keydesk.chat;

import java.time.Duration;

/**
 * How long a whole call to Slack may take.
 *
 * @param views for opening and changing modals while Slack waits for an acknowledgement
 * @param call for everything else, which runs in jobs
 */
public record ChatTimeouts(Duration views, Duration call) {

    /**
     * Returns the usual limits. Slack waits 3 s for an acknowledgement, and a trigger id is invalid
     * after that.
     */
    public static ChatTimeouts standard() {
        return new ChatTimeouts(Duration.ofMillis(2500), Duration.ofSeconds(10));
    }
}
