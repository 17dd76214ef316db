package dev.keydesk.entra;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An in-memory index of the tenant's app registrations, for suggestions while somebody types.
 *
 * <p>It does not ask Entra, so it may be outdated; {@link #asOf()} says as of when. A new list
 * replaces the old one as a whole: a reader sees one or the other.
 */
public final class AppIndex {
    private volatile AppSnapshot snapshot = AppSnapshot.NONE;

    /** Replaces everything that was known. */
    public void replace(Iterable<AppRegistration> apps, Instant asOf) {
        var draft = draft();
        apps.forEach(draft::add);
        draft.publish(asOf);
    }

    /**
     * Starts a new list, to be filled part by part; what is not added is no longer known once it is
     * published.
     */
    public Draft draft() {
        var draft = revision();
        for (var app : draft.before.apps()) {
            draft.changed.put(AppSnapshot.folded(app.objectId()), Optional.empty());
        }
        return draft;
    }

    /** Starts with what is known now; only changes need to be added. */
    public Draft revision() {
        return new Draft(snapshot);
    }

    /**
     * A list in preparation, which nobody sees before it is published. Unchanged apps are taken
     * over, so that a large tenant is not held in memory twice. Not thread-safe.
     */
    public final class Draft {
        private final AppSnapshot before;

        /** The changes by object id; empty for an app that is gone. */
        private final Map<String, Optional<CompactApp>> changed = new HashMap<>();

        private Draft(AppSnapshot before) {
            this.before = before;
        }

        /** Adds the apps of a page. */
        public void add(List<AppRegistration> page) {
            page.forEach(this::add);
        }

        /**
         * Adds or replaces an app. An app that moves between two pages during a scan comes twice,
         * and the later one counts.
         */
        public void add(AppRegistration app) {
            var id = AppSnapshot.folded(app.objectId());
            var compact = CompactApp.of(app);
            if (before.withObjectId(id).filter(compact::hasSameFields).isPresent()) {
                changed.remove(id);
            } else {
                changed.put(id, Optional.of(compact));
            }
        }

        /** Removes an app, if it is known. */
        public void remove(String objectId) {
            var id = AppSnapshot.folded(objectId);
            if (before.withObjectId(id).isPresent()) {
                changed.put(id, Optional.empty());
            } else {
                changed.remove(id);
            }
        }

        /** Makes this list the current one; {@code asOf} is when Entra was asked. */
        public void publish(Instant asOf) {
            snapshot = before.withChanges(changed, asOf);
        }
    }

    /** Returns when Entra was asked for the current list; empty while nothing is known. */
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
     * Returns suggestions for the typed text, best first: exact names and ids, then names and ids
     * that begin with it, then names that contain it. If nothing was typed, all apps by name.
     */
    public List<AppRegistration> suggest(String typed, int limit) {
        return snapshot.search(typed).map(CompactApp::expand).limit(limit).toList();
    }

    /**
     * Returns no app, the one app that is meant, or two of several candidates. An app is meant by
     * an id, its name, or a part of a name.
     */
    public List<AppRegistration> mayMean(String typed) {
        if (typed.isBlank()) {
            return List.of();
        }
        var now = snapshot;
        var exactly = firstTwo(now.exactly(typed));
        return exactly.isEmpty() ? firstTwo(now.containing(typed)) : exactly;
    }

    private static List<AppRegistration> firstTwo(Stream<CompactApp> apps) {
        return apps.map(CompactApp::expand).limit(2).toList();
    }
}
