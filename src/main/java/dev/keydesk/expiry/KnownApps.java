package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the rows say of each app, as little of it as tells whether anything changed: some 12 MB for
 * 100,000 apps. For one thread, and for the only scan there is.
 */
final class KnownApps {
    private final Map<UUID, Known> apps = new HashMap<>();
    private long lastNumber;

    private record Known(long number, long content, boolean seen) {
        Known whenSeen() {
            return new Known(number, content, true);
        }
    }

    /**
     * An app that differs from its row.
     *
     * @param number of its row
     * @param content of the app as it is now
     * @param isNew whether there is no row yet
     */
    record Change(AppRegistration app, long number, long content, boolean isNew) {}

    /**
     * A row.
     *
     * @param content {@link Content#NONE} if the app is gone: it differs from whatever comes back
     */
    void stored(String objectId, long number, long content) {
        apps.put(keyOf(objectId), new Known(number, content, false));
        lastNumber = Math.max(lastNumber, number);
    }

    boolean isEmpty() {
        return apps.isEmpty();
    }

    /**
     * The apps of a page that differ from their rows. An app that is on the page twice counts as it
     * comes last; Graph has been seen to repeat some.
     */
    List<Change> changesIn(List<AppRegistration> page) {
        var changes = new LinkedHashMap<UUID, Change>();
        for (var app : page) {
            var key = keyOf(app.objectId());
            long content = Content.of(app);
            var known = apps.get(key);
            var before = changes.get(key);
            if (before != null) {
                changes.put(key, new Change(app, before.number(), content, before.isNew()));
            } else if (known == null) {
                changes.put(key, new Change(app, ++lastNumber, content, true));
            } else if (known.content() != content) {
                changes.put(key, new Change(app, known.number(), content, false));
            }
        }
        return List.copyOf(changes.values());
    }

    /** The changes are on disk, and the whole page was seen. */
    void saved(List<AppRegistration> page, List<Change> changes) {
        for (var change : changes) {
            apps.put(
                    keyOf(change.app().objectId()),
                    new Known(change.number(), change.content(), true));
        }
        page.forEach(app -> seen(keyOf(app.objectId())));
    }

    void seen(UUID key) {
        apps.computeIfPresent(key, (_, known) -> known.seen() ? known : known.whenSeen());
    }

    /** The rows of apps that this scan has not seen, and that were not gone before. */
    List<Long> missed() {
        var missed = new ArrayList<Long>();
        for (var known : apps.values()) {
            if (!known.seen() && known.content() != Content.NONE) {
                missed.add(known.number());
            }
        }
        return missed;
    }

    /** Sixteen bytes for each app, whatever its object id looks like; Entra's are GUIDs. */
    static UUID keyOf(String objectId) {
        try {
            return UUID.fromString(objectId);
        } catch (IllegalArgumentException noGuid) {
            return UUID.nameUUIDFromBytes(objectId.getBytes(StandardCharsets.UTF_8));
        }
    }
}
