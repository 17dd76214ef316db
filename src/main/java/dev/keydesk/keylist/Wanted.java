package dev.keydesk.keylist;

import java.util.Optional;

/** Whose keys: an app by its object id, or all that somebody looks after. */
record Wanted(String value) {
    private static final String MINE = "mine";

    static Wanted mine() {
        return new Wanted(MINE);
    }

    /** Empty if it is all of them. */
    Optional<String> app() {
        return value.equals(MINE) ? Optional.empty() : Optional.of(value);
    }
}
