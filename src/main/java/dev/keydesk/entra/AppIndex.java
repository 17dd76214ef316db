package dev.keydesk.entra;

import java.time.Instant;
import java.util.Arrays;
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

    /** Begins a new list, to be filled page by page while a scan runs. */
    public Draft draft() {
        return new Draft(AppSnapshot.NONE);
    }

    /** Begins with what is known now, to be told only what has changed since. */
    public Draft revision() {
        return new Draft(snapshot);
    }

    /** A list in the making; nobody sees it before it is published. For one thread. */
    public final class Draft {
        private final AppSnapshot before;
        private final Map<String, Optional<PackedApp>> changes = new HashMap<>();

        private Draft(AppSnapshot before) {
            this.before = before;
        }

        public void add(List<AppRegistration> page) {
            page.forEach(this::add);
        }

        /** An app that moves between two pages during a scan comes twice; the later one counts. */
        public void add(AppRegistration app) {
            changes.put(app.objectId(), Optional.of(PackedApp.of(app)));
        }

        public void remove(String objectId) {
            changes.put(objectId, Optional.empty());
        }

        public void publish(Instant asOf) {
            snapshot = before.changed(changes, asOf);
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
        var now = snapshot;
        return now.meant(typed, place -> now.isServed(place, filter));
    }

    private static List<AppRegistration> suggest(AppSnapshot snapshot, int[] places) {
        return Arrays.stream(places).mapToObj(snapshot::app).toList();
    }
}
