package dev.keydesk.workflow;

/**
 * A state with the version of its row. Each transition increases the version by one.
 *
 * <p>It carries the JSON of the row, so that a transition keeps facts that only a newer version of
 * the program knows, without reading the row again. Two are equal if their states and versions are.
 */
public final class Versioned<S> {
    private final S state;
    private final long version;
    private final String facts;

    /** Has no facts in its row but those of the state. */
    public Versioned(S state, long version) {
        this(state, version, "{}");
    }

    /**
     * Was read from or written to a row.
     *
     * @param facts the JSON in the row
     */
    Versioned(S state, long version, String facts) {
        this.state = state;
        this.version = version;
        this.facts = facts;
    }

    public S state() {
        return state;
    }

    public long version() {
        return version;
    }

    String facts() {
        return facts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Versioned<?> it && it.version == version && it.state.equals(state);
    }

    @Override
    public int hashCode() {
        return 31 * state.hashCode() + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "version %s of %s".formatted(version, state);
    }
}
