package dev.keydesk.race;

import java.util.Optional;

/**
 * One step of one request that several people wanted at the same moment, and what came of it.
 *
 * @param moves audit events that say that somebody got it
 * @param keys keys in Entra with the name of this request
 * @param values how often a value of this request was shown
 * @param winner who got it, for the count
 */
record Claim(Kind kind, String ticket, long moves, long keys, long values, String winner) {

    /** What was wanted. */
    enum Kind {
        APPROVAL("approvals"),
        IN_SLACK("pick-ups in Slack"),
        BY_LINK("pick-ups by link"),
        BOTH_WAYS("pick-ups both ways at once");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** What is wrong if not exactly one has won; an approval alone makes nothing. */
    Optional<String> fault() {
        long made = kind == Kind.APPROVAL ? 0 : 1;
        return moves == 1 && keys == made && values == made
                ? Optional.empty()
                : Optional.of(
                        "%s, %s: %d moves, %d keys, %d values shown"
                                .formatted(ticket, kind.words, moves, keys, values));
    }
}
