package dev.keydesk.expiry;

import dev.keydesk.expiry.KeyRow.Which;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The differences between the credentials of some apps and their rows. Not thread-safe. */
final class KeyChanges {
    private final List<OfApp> appeared = new ArrayList<>();
    private final List<OfApp> changed = new ArrayList<>();
    private final List<OfApp> gone = new ArrayList<>();

    /** A credential with the number of its app's row. */
    record OfApp(long app, KeyRow key) {}

    /**
     * A stored row.
     *
     * @param isGone whether an earlier scan missed the credential
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

    /** Returns credentials that were seen for the first time, or again after they were gone. */
    List<OfApp> appeared() {
        return appeared;
    }

    /** Returns credentials of which the name or a date has changed. */
    List<OfApp> changed() {
        return changed;
    }

    List<OfApp> gone() {
        return gone;
    }
}
