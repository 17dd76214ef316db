package dev.keydesk.renewal;

import dev.keydesk.config.UserId;
import dev.keydesk.reminder.Successors;
import dev.keydesk.store.Db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells the reminders which keys were renewed. */
public final class KnownSuccessors implements Successors {
    /** Databases take a limited number of values in one question. */
    private static final int APPS_AT_ONCE = 500;

    private final RenewalRows rows;

    public KnownSuccessors(Db db) {
        this.rows = new RenewalRows(db);
    }

    @Override
    public Optional<Successor> of(String app, String keyId) {
        return first(
                rows.ofKey(app, keyId), made -> rows.isGone(made.app().objectId(), keyIdOf(made)));
    }

    @Override
    public Successors among(Collection<String> apps) {
        var all = List.copyOf(apps);
        var byKey = new HashMap<String, List<StoredRenewal>>();
        var gone = new HashSet<String>();
        for (int from = 0; from < all.size(); from += APPS_AT_ONCE) {
            var some = all.subList(from, Math.min(from + APPS_AT_ONCE, all.size()));
            rows.ofApps(some)
                    .forEach(stored -> {
                        var renewed = stored.renewal().renewed();
                        byKey.computeIfAbsent(
                                        keyOf(renewed.app().objectId(), renewed.old().keyId()),
                                        _ -> new ArrayList<>())
                                .add(stored);
                    });
            gone.addAll(rows.goneOfApps(some));
        }
        return (app, keyId) ->
                first(
                        byKey.getOrDefault(keyOf(app, keyId), List.of()),
                        made ->
                                gone.contains(
                                        RenewalRows.keyOf(made.app().objectId(), keyIdOf(made))));
    }

    private static String keyOf(String app, String keyId) {
        return app + " " + keyId;
    }

    private static String keyIdOf(Renewed renewed) {
        return renewed.made().keyId();
    }

    private static Optional<Successor> first(List<StoredRenewal> ofKey, Predicate<Renewed> isGone) {
        return ofKey.stream()
                .map(StoredRenewal::renewal)
                .filter(renewal -> stands(renewal, isGone))
                .flatMap(renewal -> successor(renewal).stream())
                .findFirst();
    }

    /** Whoever relies on a new key that a scan misses has to hear of the old one. */
    private static boolean stands(Renewal renewal, Predicate<Renewed> isGone) {
        return switch (renewal) {
            case Renewal.Open(var renewed, _) -> !isGone.test(renewed);
            case Renewal.Kept(var renewed, _, _, _) -> !isGone.test(renewed);
            case Renewal.Gone _, Renewal.TakenBack _ -> true;
        };
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
