package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What the rows say about each app, reduced to what shows a change, and whether the current scan
 * has seen it: about 10 MB for 100,000 apps. Not thread-safe; used by the one scan at a time.
 */
final class KnownApps {
    private final Map<UUID, Known> apps = new HashMap<>();
    private long lastNumber;
    private int scan;

    private static final class Known {
        final long number;
        long content;
        int seenBy;

        Known(long number, long content) {
            this.number = number;
            this.content = content;
        }
    }

    /**
     * An app that differs from its row.
     *
     * @param key identifies the app here
     * @param number of its row
     * @param content the hash of the app as it is now
     * @param isNew whether there is no row yet
     */
    record Change(AppRegistration app, UUID key, long number, long content, boolean isNew) {
        /** Returns the hash for the row; for an unsettled app it is one that no scan computes. */
        long contentIn(Set<Long> unsettled) {
            return unsettled.contains(number) ? ContentHash.unsettled(content) : content;
        }
    }

    /**
     * Adds a stored row.
     *
     * @param content {@link ContentHash#NONE} if the app is gone, so that it differs if it comes
     *     back
     */
    void stored(String objectId, long number, long content) {
        apps.put(keyOf(objectId), new Known(number, content));
        lastNumber = Math.max(lastNumber, number);
    }

    boolean isEmpty() {
        return apps.isEmpty();
    }

    /** Starts a scan that has seen nothing yet. */
    void beginScan() {
        scan++;
    }

    /** Returns the keys of the apps of a page. */
    static List<UUID> keysOf(List<AppRegistration> page) {
        return page.stream().map(app -> keyOf(app.objectId())).toList();
    }

    /**
     * Returns the apps of a page that differ from their rows. If an app is twice on the page, the
     * last one counts; Graph has been seen to repeat some.
     *
     * @param keys of these apps, in their order
     */
    List<Change> changesIn(List<AppRegistration> page, List<UUID> keys) {
        var changes = new LinkedHashMap<UUID, Change>();
        for (int place = 0; place < page.size(); place++) {
            var app = page.get(place);
            var key = keys.get(place);
            long content = ContentHash.of(app);
            var known = apps.get(key);
            var before = changes.get(key);
            if (before != null) {
                changes.put(key, new Change(app, key, before.number(), content, before.isNew()));
            } else if (known == null) {
                changes.put(key, new Change(app, key, ++lastNumber, content, true));
            } else if (known.content != content) {
                changes.put(key, new Change(app, key, known.number, content, false));
            }
        }
        return List.copyOf(changes.values());
    }

    /** Takes over changes that are on disk. */
    void saved(List<Change> changes, Set<Long> unsettled) {
        for (var change : changes) {
            long content = change.contentIn(unsettled);
            apps.computeIfAbsent(change.key(), _ -> new Known(change.number(), content)).content =
                    content;
        }
    }

    /** Marks the known ones of these apps as seen by this scan. */
    void markSeen(List<UUID> keys) {
        for (var key : keys) {
            var known = apps.get(key);
            if (known != null) {
                known.seenBy = scan;
            }
        }
    }

    /** Returns the rows of apps that this scan has not seen and that were not gone before. */
    List<Long> missed() {
        var missed = new ArrayList<Long>();
        for (var known : apps.values()) {
            if (known.seenBy != scan && known.content != ContentHash.NONE) {
                missed.add(known.number);
            }
        }
        return missed;
    }

    /** Takes over apps that are on disk as gone. */
    void goneSaved(Collection<String> objectIds) {
        for (var objectId : objectIds) {
            var known = apps.get(keyOf(objectId));
            if (known != null) {
                known.content = ContentHash.NONE;
            }
        }
    }

    /** Returns sixteen bytes for each app, whatever its object id looks like; Entra's are GUIDs. */
    static UUID keyOf(String objectId) {
        try {
            return UUID.fromString(objectId);
        } catch (IllegalArgumentException noGuid) {
            return UUID.nameUUIDFromBytes(objectId.getBytes(StandardCharsets.UTF_8));
        }
    }
}
