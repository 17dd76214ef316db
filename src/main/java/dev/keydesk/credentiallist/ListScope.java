package dev.keydesk.credentiallist;

import java.util.Optional;

/**
 * The scope of a list: one app by its object id, or all apps for which the person is responsible.
 */
record ListScope(String value) {
    private static final String MINE = "mine";

    static ListScope mine() {
        return new ListScope(MINE);
    }

    /** Returns the object id; empty for all apps. */
    Optional<String> app() {
        return value.equals(MINE) ? Optional.empty() : Optional.of(value);
    }
}
