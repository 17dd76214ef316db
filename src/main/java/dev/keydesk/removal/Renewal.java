package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Optional;

/**
 * The newer secret that a request has brought in place of the one whose removal carries this.
 *
 * @param requester who received the newer secret
 * @param confirmed whether that person has said that it arrived
 * @param lost why nothing signs in with the newer one; empty as long as it is relied on
 * @param target where the team is asked what happens to the old one
 */
public record Renewal(
        Ticket ticket,
        UserId requester,
        IssuedSecret secret,
        Instant handedOverAt,
        boolean confirmed,
        Optional<Lost> lost,
        DeliveryTarget target) {

    /** What happened to the newer secret. */
    public enum Lost {
        /** Its request removes it. */
        TAKEN_BACK,
        /** Somebody removed it, with Keydesk or by hand. */
        GONE,
        /** It expired before the old one did. */
        EXPIRED
    }

    Renewal lost(Lost how) {
        return new Renewal(
                ticket, requester, secret, handedOverAt, confirmed, Optional.of(how), target);
    }

    /**
     * Returns the same with a newer secret that was to be removed, and that the requester has after
     * all.
     */
    Renewal staysAfterAll() {
        return new Renewal(ticket, requester, secret, handedOverAt, true, Optional.empty(), target);
    }

    /** Returns the same with the requester's latest answer. */
    Renewal confirmed(boolean now) {
        return new Renewal(ticket, requester, secret, handedOverAt, now, lost, target);
    }

    /** Returns the same with another place to ask. */
    Renewal withTarget(DeliveryTarget other) {
        return new Renewal(ticket, requester, secret, handedOverAt, confirmed, lost, other);
    }
}
