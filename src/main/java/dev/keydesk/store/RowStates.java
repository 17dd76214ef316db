package dev.keydesk.store;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Stores a sealed type in rows: the name of the state in one column, its facts as JSON in another.
 */
public final class RowStates<T> {
    private final String what;
    private final Map<String, Class<? extends T>> types;

    private RowStates(String what, Map<String, Class<? extends T>> types) {
        this.what = what;
        this.types = types;
    }

    /** Takes every record of the sealed type as a state. */
    public static <T> RowStates<T> of(Class<T> sealed) {
        return new RowStates<>(
                sealed.getSimpleName(),
                Arrays.stream(sealed.getPermittedSubclasses())
                        .map(state -> state.<T>asSubclass(sealed))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Class::getSimpleName, Function.identity())));
    }

    /** Returns the value for the state column. */
    public String nameOf(T state) {
        return state.getClass().getSimpleName();
    }

    /** Returns the value for the facts column. */
    public String write(T state) {
        return RowJson.write(state);
    }

    /**
     * Returns the facts for an existing row. Facts of a newer version that this one does not know
     * are kept.
     *
     * @param from the state that this version has read from the row
     * @param stored the JSON in the row
     */
    public String write(T to, T from, String stored) {
        return RowJson.write(to, from, stored);
    }

    /**
     * @throws RowJson.Unreadable if this version does not know that state, or not these facts of it
     */
    public T read(String name, String body) {
        var type = types.get(name);
        if (type == null) {
            throw new RowJson.Unreadable(
                    "this version knows no %s of the state %s".formatted(what, name));
        }
        return RowJson.read(body, type);
    }
}
