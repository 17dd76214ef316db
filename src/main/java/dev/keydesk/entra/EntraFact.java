package dev.keydesk.entra;

import java.util.Optional;
import java.util.function.Function;

/**
 * A fact about an app that Entra may refuse to show while it shows others. {@code NotReadable} must
 * not be treated as an empty value.
 */
public sealed interface EntraFact<T> {
    record Known<T>(T value) implements EntraFact<T> {}

    /**
     * Entra does not show it. A repeated call brings the same until somebody changes something.
     *
     * @param because a sentence for people with the reason, and what to do about it if possible
     */
    record NotReadable<T>(String because) implements EntraFact<T> {}

    /** Returns the value; empty also if it is not readable. For display, not for decisions. */
    default Optional<T> shown() {
        return switch (this) {
            case Known<T>(var value) -> Optional.of(value);
            case NotReadable<T> _ -> Optional.empty();
        };
    }

    default <R> EntraFact<R> map(Function<T, R> change) {
        return switch (this) {
            case Known<T>(var value) -> new Known<>(change.apply(value));
            case NotReadable<T>(var because) -> new NotReadable<>(because);
        };
    }
}
