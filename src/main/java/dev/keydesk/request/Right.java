package dev.keydesk.request;

import java.time.Instant;

/**
 * The right to pick one secret up, which is all that an approval gives.
 *
 * @param until the pick-up has to begin by then
 * @param attempts how often Entra was asked for a key
 * @param redos how often a key was taken back because it did not reach its person
 */
public record Right(Approval approval, Instant until, int attempts, int redos) {
    /** So many times the right is given back when a key did not arrive; then a person looks. */
    public static final int MOST_REDOS = 3;

    static Right given(Approval approval, Instant until) {
        return new Right(approval, until, 0, 0);
    }

    /** The attempt this right is in, or was last in. */
    public Marker marker(Ticket ticket) {
        return new Marker(ticket, attempts);
    }

    Right attempted() {
        return new Right(approval, until, attempts + 1, redos);
    }

    Right redone() {
        return new Right(approval, until, attempts, redos + 1);
    }

    Right freshCount() {
        return new Right(approval, until, attempts, 0);
    }

    Right atLeastUntil(Instant instant) {
        return until.isAfter(instant) ? this : new Right(approval, instant, attempts, redos);
    }
}
