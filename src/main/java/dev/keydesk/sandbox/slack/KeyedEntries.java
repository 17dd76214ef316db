package dev.keydesk.sandbox.slack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Values by their ids, in order of arrival, each changed atomically. */
final class KeyedEntries<K, V> {
    private final Map<K, V> known = new LinkedHashMap<>();
    private final Changes changes;

    KeyedEntries(Changes changes) {
        this.changes = changes;
    }

    V add(K id, V thing) {
        synchronized (this) {
            known.put(id, thing);
        }
        changes.happened();
        return thing;
    }

    synchronized Optional<V> find(K id) {
        return Optional.ofNullable(known.get(id));
    }

    synchronized List<V> all() {
        return List.copyOf(known.values());
    }

    void alter(K id, UnaryOperator<V> change) {
        synchronized (this) {
            if (known.computeIfPresent(id, (_, was) -> change.apply(was)) == null) {
                throw new IllegalArgumentException("this workspace does not know " + id);
            }
        }
        changes.happened();
    }
}
