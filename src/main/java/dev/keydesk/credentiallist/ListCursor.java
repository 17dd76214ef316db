package dev.keydesk.credentiallist;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in a list.
 *
 * @param from how many keys were before it
 */
record ListCursor(int from, ListScope scope) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6}) (\\S{1,100})");

    /** What a button carries may be anything. */
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
