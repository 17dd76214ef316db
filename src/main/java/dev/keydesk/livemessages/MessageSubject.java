package dev.keydesk.livemessages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of thing that messages are about, such as requests, with the messages that show it. They
 * are refreshed together, in the order of registration, from one read of the row.
 *
 * @param <T> the stored row
 */
public final class MessageSubject<T> {
    private final Function<String, Optional<T>> find;
    private final Map<String, MessageRenderer<T>> places = new LinkedHashMap<>();

    MessageSubject(Function<String, Optional<T>> find) {
        this.find = find;
    }

    /** Adds a message. Its name is stored, so it never changes. */
    public MessageSubject<T> show(String place, MessageRenderer<T> renderer) {
        if (places.put(place, renderer) != null) {
            throw new IllegalStateException("two renderers of " + place);
        }
        return this;
    }

    Optional<T> find(String id) {
        return find.apply(id);
    }

    /** Returns what to show of a subject. A failing renderer does not affect the others. */
    List<MessageChange<T>> changes(String id, T stored, Troubles troubles) {
        var changes = new ArrayList<MessageChange<T>>();
        places.forEach((place, renderer) ->
                troubles.collect(() ->
                        renderer.of(stored)
                                .map(rendered ->
                                        new MessageChange<>(id, place, renderer, stored, rendered))
                                .ifPresent(changes::add)));
        return changes;
    }

    /**
     * Returns the number of messages that this version knows; a newer version knows at least as
     * many.
     */
    int size() {
        return places.size();
    }
}
