package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * The newer key that a request has brought in the place of the one whose removal carries this.
 *
 * @param requester to whom the newer one was handed over
 * @param confirmed whether that person has said that it arrived
 * @param lost why nothing signs in with the newer one; empty as long as it is relied on
 * @param target where the team is asked what becomes of the old one
 */
public record Renewal(
        Ticket ticket,
        UserId requester,
        IssuedSecret made,
        Instant handedOverAt,
        boolean confirmed,
        Optional<Lost> lost,
        DeliveryTarget target) {

    /** What became of the newer key. */
    public enum Lost {
        /** Its request takes it back. */
        TAKEN_BACK,
        /** Somebody removed it, with the desk or by hand. */
        GONE,
        /** It expired before the old one did. */
        EXPIRED
    }

    Renewal lost(Lost how) {
        return new Renewal(
                ticket, requester, made, handedOverAt, confirmed, Optional.of(how), target);
    }

    /** The same with a newer key that was to be taken back, and that the requester has. */
    Renewal staysAfterAll() {
        return new Renewal(ticket, requester, made, handedOverAt, true, Optional.empty(), target);
    }

    /** The same with what that person has said meanwhile. */
    Renewal confirmed(boolean now) {
        return new Renewal(ticket, requester, made, handedOverAt, now, lost, target);
    }

    /** The same, asked elsewhere. */
    Renewal at(DeliveryTarget other) {
        return new Renewal(ticket, requester, made, handedOverAt, confirmed, lost, other);
    }
}
