package dev.keydesk.entra;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        var draft = revision();
        for (var app : draft.before.apps()) {
            draft.changed.put(AppSnapshot.folded(app.objectId()), Optional.empty());
        }
        return draft;
    }

    /** Begins with what is known now, to be told only what has changed since. */
    public Draft revision() {
        return new Draft(snapshot);
    }

    /**
     * A list in the making; nobody sees it before it is published. What is as it was is taken over,
     * so that a large tenant is not held twice. For one thread.
     */
    public final class Draft {
        private final AppSnapshot before;

        /** What differs, by object id; empty for an app that is gone. */
        private final Map<String, Optional<CompactApp>> changed = new HashMap<>();

        private Draft(AppSnapshot before) {
            this.before = before;
        }

        public void add(List<AppRegistration> page) {
            page.forEach(this::add);
        }

        /** An app that moves between two pages during a scan comes twice; the later one counts. */
        public void add(AppRegistration app) {
            var id = AppSnapshot.folded(app.objectId());
            var compact = CompactApp.of(app);
            if (before.withObjectId(id).filter(compact::hasSameFields).isPresent()) {
                changed.remove(id);
            } else {
                changed.put(id, Optional.of(compact));
            }
        }

        public void remove(String objectId) {
            var id = AppSnapshot.folded(objectId);
            if (before.withObjectId(id).isPresent()) {
                changed.put(id, Optional.empty());
            } else {
                changed.remove(id);
            }
        }

        public void publish(Instant asOf) {
            snapshot = before.with(changed, asOf);
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
        return snapshot.withObjectId(objectId).map(CompactApp::expand);
    }

    /**
     * What to offer for what was typed so far, best first: the very name or id, then names and ids
     * that begin with it, then names that contain it; all by name if nothing was typed.
     */
    public List<AppRegistration> suggest(
            String typed, Predicate<AppRegistration> offered, int limit) {
        return snapshot.search(typed).map(CompactApp::expand).filter(offered).limit(limit).toList();
    }

    /**
     * The one app somebody must mean: by id, by a name that only one has, or by a part of a name
     * that only one has. Apps that are not offered do not count.
     */
    public Optional<AppRegistration> matchOne(String typed, Predicate<AppRegistration> offered) {
        var found = mayMean(typed, offered);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** None, that one, or two of several. */
    public List<AppRegistration> mayMean(String typed, Predicate<AppRegistration> offered) {
        if (typed.isBlank()) {
            return List.of();
        }
        var now = snapshot;
        var exactly = firstTwo(now.exactly(typed), offered);
        return exactly.isEmpty() ? firstTwo(now.containing(typed), offered) : exactly;
    }

    private static List<AppRegistration> firstTwo(
            Stream<CompactApp> apps, Predicate<AppRegistration> offered) {
        return apps.map(CompactApp::expand).filter(offered).limit(2).toList();
    }
}
