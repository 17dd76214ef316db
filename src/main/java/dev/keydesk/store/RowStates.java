package dev.keydesk.store;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How a sealed type stands in its rows: the name of the state in one column, its facts as JSON in
 * the other.
 */
public final class RowStates<T> {
    private final String what;
    private final Map<String, Class<? extends T>> types;

    private RowStates(String what, Map<String, Class<? extends T>> types) {
        this.what = what;
        this.types = types;
    }

    public static <T> RowStates<T> of(Class<T> sealed) {
        return new RowStates<>(
                sealed.getSimpleName(),
                Arrays.stream(sealed.getPermittedSubclasses())
                        .map(state -> state.<T>asSubclass(sealed))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Class::getSimpleName, Function.identity())));
    }

    /** What stands in the column of the state. */
    public String nameOf(T state) {
        return state.getClass().getSimpleName();
    }

    /** What stands in the column of the facts. */
    public String write(T state) {
        return RowJson.write(state);
    }

    /**
     * The same for a row that has been written before. A newer version may have put facts there
     * that this one does not know; they stay.
     *
     * @param from what this version has read in that row
     * @param stored what stands in it
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
