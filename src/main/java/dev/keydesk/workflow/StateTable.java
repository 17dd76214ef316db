package dev.keydesk.workflow;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The table of a sealed type: one row for each thing, with the simple name of its state in a
 * column, the facts of the state as JSON in another, a version, and columns for queries.
 *
 * @param states the sealed type; names of its records are stored, so they never change
 * @param plural what the things are called in the log
 * @param name of the table
 * @param key the column of its primary key
 * @param keyOf the value of that column; also the subject of jobs and live messages
 * @param given columns whose values are not facts of the state; written with the first state
 * @param fixed columns that are written with the first state only
 * @param moving columns that each transition writes
 */
public record StateTable<S>(
        Class<S> states,
        String plural,
        String name,
        String key,
        Function<S, String> keyOf,
        List<String> given,
        List<Column<S>> fixed,
        List<Column<S>> moving) {

    /** A column for queries. */
    public record Column<S>(String name, Value<S> value) {}

    /** Computes the value of a column for queries. */
    @FunctionalInterface
    public interface Value<S> {
        /** Returns text, a number, or null. */
        @Nullable Object of(S state, Instant now);
    }

    /** Returns a table without columns for queries. */
    public static <S> StateTable<S> of(
            Class<S> states, String plural, String name, String key, Function<S, String> keyOf) {
        return new StateTable<>(states, plural, name, key, keyOf, List.of(), List.of(), List.of());
    }

    /** Adds a column whose value is given with the first state and is not part of it. */
    public StateTable<S> given(String column) {
        return new StateTable<>(
                states, plural, name, key, keyOf, with(given, column), fixed, moving);
    }

    /** Adds a column that is written with the first state only. */
    public StateTable<S> fixed(String column, Value<S> value) {
        var all = with(fixed, new Column<>(column, value));
        return new StateTable<>(states, plural, name, key, keyOf, given, all, moving);
    }

    /** Adds a column that each transition writes. */
    public StateTable<S> moving(String column, Value<S> value) {
        var all = with(moving, new Column<>(column, value));
        return new StateTable<>(states, plural, name, key, keyOf, given, fixed, all);
    }

    private static <T> List<T> with(List<T> all, T one) {
        return Stream.concat(all.stream(), Stream.of(one)).toList();
    }
}
