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
    private final Map<String, Class<? extends T>> types;

    private RowStates(Map<String, Class<? extends T>> types) {
        this.types = types;
    }

    public static <T> RowStates<T> of(Class<T> sealed) {
        return new RowStates<>(
                Arrays.stream(sealed.getPermittedSubclasses())
                        .map(state -> state.<T>asSubclass(sealed))
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Class::getSimpleName, Function.identity())));
    }

    /** What stands in the column of the state. */
    public static String nameOf(Object state) {
        return state.getClass().getSimpleName();
    }

    /**
     * @throws RowJson.Unreadable if this version does not know that state, or not these facts of it
     */
    public T read(String name, String body) {
        var type = types.get(name);
        if (type == null) {
            throw new RowJson.Unreadable("this version does not know that state");
        }
        return RowJson.read(body, type);
    }
}
