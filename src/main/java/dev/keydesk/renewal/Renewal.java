package dev.keydesk.renewal;

import dev.keydesk.config.UserId;

import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of an old key once a newer one was handed over in its place.
 *
 * <pre>
 * Open ◀──▶ Kept ──▶ Gone
 *  │ ▲       │         ▲
 *  │ │       ▼         │
 *  │ └──▶ TakenBack ───┤
 *  └───────────────────┘
 * </pre>
 *
 * Its removal is a machine of its own; this one hears of each of its moves.
 */
sealed interface Renewal {
    Renewed renewed();

    DeliveryTarget deliveryTarget();

    /** The team has to say what becomes of it. */
    record Open(Renewed renewed, DeliveryTarget deliveryTarget) implements Renewal {
        Kept keep(UserId by, Instant at) {
            return new Kept(renewed, deliveryTarget, by, at);
        }
    }

    /** Somebody wants it to stay until it ends; nobody is reminded of it any more. */
    record Kept(Renewed renewed, DeliveryTarget deliveryTarget, UserId by, Instant at)
            implements Renewal {
        Open again() {
            return new Open(renewed, deliveryTarget);
        }
    }

    /**
     * The newer key was taken back, or was lost, so the old one is still needed.
     *
     * @param lost how it was lost; empty if its request takes it back
     */
    record TakenBack(
            Renewed renewed, DeliveryTarget deliveryTarget, Instant at, Optional<Lost> lost)
            implements Renewal {
        TakenBack(Renewed renewed, DeliveryTarget deliveryTarget, Instant at) {
            this(renewed, deliveryTarget, at, Optional.empty());
        }

        /** A key that was lost does not come back; another one may be handed over after it. */
        boolean isOver(Renewed now) {
            return lost.isPresent() && renewed.made().keyId().equals(now.made().keyId());
        }

        /** Why nothing signs in with the newer key, although its request is done. */
        enum Lost {
            /** Somebody removed it, with the desk or by hand. */
            GONE,
            /** It ended before the old one did. */
            ENDED
        }
    }

    /**
     * The old key can no longer be used.
     *
     * @param by who let it be removed, or had kept it until it ended; empty if nobody did
     */
    record Gone(
            Renewed renewed,
            DeliveryTarget deliveryTarget,
            How how,
            Optional<UserId> by,
            Instant at)
            implements Renewal {

        /** What is known of its end. */
        enum How {
            /** The desk removed it; who let it is known. */
            REMOVED,
            /** A scan missed it. */
            BY_HAND,
            /** Its time was over. Entra lists it until somebody removes it. */
            ENDED
        }
    }

    default TakenBack takenBack(Instant at) {
        return new TakenBack(renewed(), deliveryTarget(), at);
    }

    default TakenBack lost(TakenBack.Lost how, Instant at) {
        return new TakenBack(renewed(), deliveryTarget(), at, Optional.of(how));
    }

    default Gone gone(Gone.How how, Optional<UserId> by, Instant at) {
        return new Gone(renewed(), deliveryTarget(), how, by, at);
    }

    /** The same with the newest that is known of the new key. */
    default Renewal knowing(Renewed now) {
        return switch (this) {
            case Open(_, var deliveryTarget) -> new Open(now, deliveryTarget);
            case Kept(_, var deliveryTarget, var by, var at) ->
                    new Kept(now, deliveryTarget, by, at);
            case TakenBack back when back.isOver(now) ->
                    new TakenBack(now, back.deliveryTarget(), back.at(), back.lost());
            case TakenBack(_, var deliveryTarget, _, _) -> new Open(now, deliveryTarget);
            case Gone(_, var deliveryTarget, var how, var by, var at) ->
                    new Gone(now, deliveryTarget, how, by, at);
        };
    }

    /** The same, told elsewhere. */
    default Renewal at(DeliveryTarget other) {
        return switch (this) {
            case Open(var renewed, _) -> new Open(renewed, other);
            case Kept(var renewed, _, var by, var at) -> new Kept(renewed, other, by, at);
            case TakenBack(var renewed, _, var at, var lost) ->
                    new TakenBack(renewed, other, at, lost);
            case Gone(var renewed, _, var how, var by, var at) ->
                    new Gone(renewed, other, how, by, at);
        };
    }
}
