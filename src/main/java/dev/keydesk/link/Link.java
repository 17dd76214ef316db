package dev.keydesk.link;

import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * A one-time link of a request.
 *
 * @param codeMac empty if the link opens without a code
 * @param wrongCodes how many wrong codes were typed; after five the link is closed
 * @param replacedAt when a newer link replaced it
 * @param attempt the last pick-up attempt through it
 * @param shownAt when it showed a secret, which it does only once
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
