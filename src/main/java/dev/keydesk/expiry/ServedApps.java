package dev.keydesk.expiry;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.expiry.KnownApps.Change;
import dev.keydesk.store.Db;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Fills the index of the apps that Keydesk may serve, with the changes of a scan or from the rows.
 * A {@link Scan} uses it on one thread at a time.
 */
public final class ServedApps {
    private final Db db;
    private final AppIndex index;
    private final Predicate<AppRegistration> isServed;

    /** Whether the index matches the rows, so that it needs only changes. */
    private boolean inStep;

    /**
     * Fills that index.
     *
     * @param isServed returns whether Keydesk may serve an app
     */
    public ServedApps(Db db, AppIndex index, Predicate<AppRegistration> isServed) {
        this.db = db;
        this.index = index;
        this.isServed = isServed;
    }

    /** Returns when the scan began whose apps are offered; empty before the first one. */
    public Optional<Instant> asOf() {
        return index.asOf();
    }

    /** Returns how many apps are offered. */
    public int size() {
        return index.size();
    }

    /** Fills the index from the rows. */
    void load(Instant asOf) {
        var draft = index.draft();
        new StoredApps(db).forEach(app -> tell(draft, app));
        draft.publish(asOf);
        inStep = true;
    }

    /** Rows have changed, and the index has not followed. */
    void markOutdated() {
        inStep = false;
    }

    /**
     * Starts to collect changes, which are offered once they are published.
     *
     * @param isAll whether every existing app is among the changes
     */
    Changes changes(boolean isAll) {
        var changes = new Changes(index.revision(), inStep || isAll);
        inStep = false;
        return changes;
    }

    /** The changes of a scan. */
    final class Changes {
        private final AppIndex.Draft draft;
        private final boolean isComplete;

        private Changes(AppIndex.Draft draft, boolean isComplete) {
            this.draft = draft;
            this.isComplete = isComplete;
        }

        void add(List<Change> changes) {
            changes.forEach(change -> tell(draft, change.app()));
        }

        void remove(Collection<String> objectIds) {
            objectIds.forEach(draft::remove);
        }

        /** Returns false if these are not all changes, so that the rows have to be loaded. */
        boolean publish(Instant asOf) {
            if (isComplete) {
                draft.publish(asOf);
                inStep = true;
            }
            return isComplete;
        }
    }

    private void tell(AppIndex.Draft draft, AppRegistration app) {
        if (isServed.test(app)) {
            draft.add(app);
        } else {
            draft.remove(app.objectId());
        }
    }
}
