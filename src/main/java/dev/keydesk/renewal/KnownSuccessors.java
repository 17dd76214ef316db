package dev.keydesk.renewal;

import dev.keydesk.config.UserId;
import dev.keydesk.reminder.Successors;
import dev.keydesk.store.Db;

import java.util.Optional;

/** Tells the reminders which keys were renewed. */
public final class KnownSuccessors implements Successors {
    private final RenewalRows rows;

    public KnownSuccessors(Db db) {
        this.rows = new RenewalRows(db);
    }

    @Override
    public Optional<Successor> of(String app, String keyId) {
        return rows.ofKey(app, keyId).stream()
                .map(StoredRenewal::renewal)
                .filter(this::stands)
                .flatMap(renewal -> successor(renewal).stream())
                .findFirst();
    }

    /** Whoever relies on a new key that a scan misses has to hear of the old one. */
    private boolean stands(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Open(var renewed, _) -> isThere(renewed);
            case Renewal.Kept(var renewed, _, _, _) -> isThere(renewed);
            case Renewal.Gone _, Renewal.TakenBack _ -> true;
        };
    }

    private boolean isThere(Renewed renewed) {
        return !rows.isGone(renewed.app().objectId(), renewed.made().keyId());
    }

    private static Optional<Successor> successor(Renewal renewal) {
        return switch (renewal) {
            case Renewal.Open(var renewed, _) -> Optional.of(successor(renewed, Optional.empty()));
            case Renewal.Kept(var renewed, _, var by, _) ->
                    Optional.of(successor(renewed, Optional.of(by)));
            // Also once it has ended: Entra still lists it, and nobody is to be told after all.
            case Renewal.Gone(var renewed, _, var how, var by, _) ->
                    Optional.of(
                            successor(
                                    renewed,
                                    how == Renewal.Gone.How.ENDED ? by : Optional.empty()));
            case Renewal.TakenBack _ -> Optional.empty();
        };
    }

    private static Successor successor(Renewed renewed, Optional<UserId> keptBy) {
        return new Successor(renewed.ticket(), renewed.requester(), renewed.handedOverAt(), keptBy);
    }
}
