package dev.keydesk.expiry;

import dev.keydesk.expiry.KeyRow.Which;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How the keys of some apps differ from their rows. For one thread. */
final class KeyChanges {
    private final List<OfApp> appeared = new ArrayList<>();
    private final List<OfApp> changed = new ArrayList<>();
    private final List<OfApp> gone = new ArrayList<>();

    /** A key, and the number of its app's row. */
    record OfApp(long app, KeyRow key) {}

    /**
     * A row.
     *
     * @param isGone whether an earlier scan missed the key
     */
    record Stored(KeyRow key, boolean isGone) {}

    void compare(long app, Collection<KeyRow> now, Map<Which, Stored> before) {
        for (var key : now) {
            var stored = before.get(key.id());
            if (stored == null || stored.isGone()) {
                appeared.add(new OfApp(app, key));
            } else if (!stored.key().equals(key)) {
                changed.add(new OfApp(app, key));
            }
        }
        var there = now.stream().map(KeyRow::id).collect(Collectors.toSet());
        before.values().stream()
                .filter(stored -> !stored.isGone() && !there.contains(stored.key().id()))
                .forEach(stored -> gone.add(new OfApp(app, stored.key())));
    }

    /** Seen for the first time, or again after they were gone. */
    List<OfApp> appeared() {
        return appeared;
    }

    /** Their name or one of their dates is another one now. */
    List<OfApp> changed() {
        return changed;
    }

    List<OfApp> gone() {
        return gone;
    }
}
