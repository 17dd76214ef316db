package dev.keydesk.removal;

import dev.keydesk.store.Db;
import dev.keydesk.workflow.StateRows;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells the reminders which secrets were renewed. */
public final class KnownSuccessors implements Successors {
    /** Databases accept a limited number of values in one query. */
    private static final int APPS_AT_ONCE = 500;

    private final RenewalRows rows;

    public KnownSuccessors(Db db) {
        this.rows = new RenewalRows(db, new StateRows<>(db, RemovalRows.TABLE));
    }

    @Override
    public Optional<Successor> of(String app, String keyId) {
        return first(rows.ofKey(app, keyId), key -> rows.isGone(app, key));
    }

    @Override
    public Successors ofApps(Collection<String> apps) {
        var all = List.copyOf(apps);
        var byKey = new HashMap<String, List<Versioned<Removal>>>();
        var gone = new HashSet<String>();
        for (int from = 0; from < all.size(); from += APPS_AT_ONCE) {
            var some = all.subList(from, Math.min(from + APPS_AT_ONCE, all.size()));
            rows.ofApps(some)
                    .forEach(stored ->
                            byKey.computeIfAbsent(keyOf(stored), _ -> new ArrayList<>())
                                    .add(stored));
            gone.addAll(rows.goneOfApps(some));
        }
        return (app, keyId) ->
                first(
                        byKey.getOrDefault(RenewalRows.keyOf(app, keyId), List.of()),
                        key -> gone.contains(RenewalRows.keyOf(app, key)));
    }

    private static String keyOf(Versioned<Removal> stored) {
        var key = stored.state().details().credential();
        return RenewalRows.keyOf(key.app().objectId(), key.keyId());
    }

    private static Optional<Successor> first(
            List<Versioned<Removal>> ofKey, Predicate<String> isGone) {
        return ofKey.stream()
                .map(Versioned::state)
                .filter(removal -> stands(removal, isGone))
                .flatMap(removal -> successor(removal).stream())
                .findFirst();
    }

    /**
     * A new secret that a scan misses makes the old one matter again, but not one that has expired.
     */
    private static boolean stands(Removal removal, Predicate<String> isGone) {
        var renewal = removal.details().renewal();
        return removal instanceof Removal.Gone
                || renewal.filter(it -> it.lost().isEmpty() && !isGone.test(it.secret().keyId()))
                        .isPresent();
    }

    private static Optional<Successor> successor(Removal removal) {
        return removal.details()
                .renewal()
                .map(it ->
                        new Successor(
                                it.ticket(), it.requester(), it.handedOverAt(), removal.keptBy()));
    }
}
