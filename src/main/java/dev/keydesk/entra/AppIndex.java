package dev.keydesk.entra;

import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The app registrations of the tenant, in memory, for suggestions while somebody types.
 *
 * <p>It answers without asking Entra and so may be behind; {@link #asOf()} says how far. A new list
 * replaces the old one at once and as a whole: whoever reads sees one or the other.
 */
public final class AppIndex {
    private volatile AppSnapshot snapshot = AppSnapshot.NONE;

    /** Takes the place of whatever was known before. */
    public void replace(Iterable<AppRegistration> apps, Instant asOf) {
        var draft = draft();
        apps.forEach(draft::add);
        draft.publish(asOf);
    }

    /** Begins a new list, to be filled part by part; what is not put into it is no longer known. */
    public Draft draft() {
        return new Draft(snapshot, new BitSet());
    }

    /** Begins with what is known now, to be told only what has changed since. */
    public Draft revision() {
        var now = snapshot;
        var all = new BitSet();
        all.set(0, now.size());
        return new Draft(now, all);
    }

    /**
     * A list in the making; nobody sees it before it is published. What is as it was is taken over,
     * so that a large tenant is not held twice. For one thread.
     */
    public final class Draft {
        private final AppSnapshot before;
        private final BitSet kept;
        private final Map<String, PackedApp> others = new HashMap<>();

        private Draft(AppSnapshot before, BitSet kept) {
            this.before = before;
            this.kept = kept;
        }

        public void add(List<AppRegistration> page) {
            page.forEach(this::add);
        }

        /** An app that moves between two pages during a scan comes twice; the later one counts. */
        public void add(AppRegistration app) {
            var packed = PackedApp.of(app);
            var place = before.placeOf(app.objectId());
            if (place.isPresent() && before.packed(place.getAsInt()).equals(packed)) {
                kept.set(place.getAsInt());
                others.remove(app.objectId());
            } else {
                place.ifPresent(kept::clear);
                others.put(app.objectId(), packed);
            }
        }

        public void remove(String objectId) {
            before.placeOf(objectId).ifPresent(kept::clear);
            others.remove(objectId);
        }

        public void publish(Instant asOf) {
            snapshot = before.with(kept, others.values(), asOf);
        }
    }

    /** When Entra was asked for what is known now; empty while nothing is known. */
    public Optional<Instant> asOf() {
        return snapshot.asOf();
    }

    public int size() {
        return snapshot.size();
    }

    public Optional<AppRegistration> find(String objectId) {
        return snapshot.withObjectId(objectId);
    }

    /**
     * What to offer for what was typed so far, best first: the very name or id, then names and ids
     * that begin with it, then names that contain it; all by name if nothing was typed.
     */
    public List<AppRegistration> suggest(String typed, Serves filter, int limit) {
        var now = snapshot;
        return suggest(now, now.search(typed, place -> now.isServed(place, filter), limit));
    }

    /**
     * The one app somebody must mean: by id, by a name that only one has, or by a part of a name
     * that only one has. Apps that are not offered do not count.
     */
    public Optional<AppRegistration> matchOne(String typed, Serves filter) {
        var found = mayMean(typed, filter);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** None, that one, or two of several. */
    public List<AppRegistration> mayMean(String typed, Serves filter) {
        var now = snapshot;
        return suggest(now, now.mayMean(typed, place -> now.isServed(place, filter)));
    }

    private static List<AppRegistration> suggest(AppSnapshot snapshot, int[] places) {
        return Arrays.stream(places).mapToObj(snapshot::app).toList();
    }
}
