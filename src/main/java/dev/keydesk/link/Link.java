package dev.keydesk.link;

import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * A link that was made for a request.
 *
 * @param codeMac empty if whoever has the link may open it
 * @param wrongCodes how many were typed; after five the link opens for nobody
 * @param replacedAt when a newer link took its place
 * @param attempt the last attempt to pick up that began with it
 * @param shownAt when a secret was shown behind it; once, and then never again
 */
record Link(
        String id,
        Ticket ticket,
        String tokenHash,
        Optional<String> codeMac,
        Instant goodUntil,
        int wrongCodes,
        Optional<Instant> replacedAt,
        Optional<Integer> attempt,
        Optional<Instant> shownAt) {

    static final int MOST_WRONG_CODES = 5;

    boolean isClosed() {
        return wrongCodes >= MOST_WRONG_CODES;
    }
}
