package dev.keydesk.credentiallist;

import java.util.Optional;

/** Whose keys: an app by its object id, or all that somebody looks after. */
record ListScope(String value) {
    private static final String MINE = "mine";

    static ListScope mine() {
        return new ListScope(MINE);
    }

    /** Empty if it is all of them. */
    Optional<String> app() {
        return value.equals(MINE) ? Optional.empty() : Optional.of(value);
    }
}
