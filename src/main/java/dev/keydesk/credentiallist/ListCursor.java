package dev.keydesk.credentiallist;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A position in a list.
 *
 * @param from the number of credentials before it
 */
record ListCursor(int from, ListScope scope) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6}) (\\S{1,100})");

    /** Returns empty for any other text, because the value of a button may be anything. */
    static Optional<ListCursor> parse(String value) {
        var found = SHAPE.matcher(value);
        return found.matches()
                ? Optional.of(
                        new ListCursor(
                                Integer.parseInt(found.group(1)), new ListScope(found.group(2))))
                : Optional.empty();
    }

    String value() {
        return "%s %s".formatted(from, scope.value());
    }
}
