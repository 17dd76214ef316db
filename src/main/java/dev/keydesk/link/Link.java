package dev.keydesk.link;

import dev.keydesk.request.Marker;
import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * A link that was made for a request.
 *
 * @param codeMac empty if whoever has the link may open it
 * @param wrongCodes how many were typed; after five the link opens for nobody
 * @param replacedAt when a newer link took its place
 * @param shown which attempt's secret was shown behind it, and when; once, and then never again
 */
record Link(
        String id,
        Ticket ticket,
        String tokenHash,
        Optional<String> codeMac,
        Instant goodUntil,
        int wrongCodes,
        Optional<Instant> replacedAt,
        Optional<Shown> shown) {

    static final int MOST_WRONG_CODES = 5;

    record Shown(int attempt, Instant at) {}

    boolean isClosed() {
        return wrongCodes >= MOST_WRONG_CODES;
    }

    Optional<Marker> attemptShown() {
        return shown.map(shown -> new Marker(ticket, shown.attempt()));
    }
}
