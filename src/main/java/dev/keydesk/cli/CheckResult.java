package dev.keydesk.cli;

/**
 * The result of {@code check} for one part.
 *
 * @param detail what was observed and, for a part that needs attention, what to do
 */
record CheckResult(State state, String part, String detail) {

    enum State {
        OK("ok"),
        NEEDS_ATTENTION("needs attention"),
        /** The same, and Keydesk does not start before it is solved. */
        MEND_FIRST("needs attention"),
        /** Only the operator can see it. */
        CANNOT_TELL("cannot tell"),
        /** Not tested, because something else needs attention first. */
        NOT_TRIED("not tried");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    static CheckResult ok(String part, String detail) {
        return new CheckResult(State.OK, part, detail);
    }

    static CheckResult attention(String part, String detail) {
        return new CheckResult(State.NEEDS_ATTENTION, part, detail);
    }

    static CheckResult mendFirst(String part, String detail) {
        return new CheckResult(State.MEND_FIRST, part, detail);
    }

    static CheckResult cannotTell(String part, String detail) {
        return new CheckResult(State.CANNOT_TELL, part, detail);
    }

    static CheckResult notTried(String part, String because) {
        return new CheckResult(State.NOT_TRIED, part, because);
    }

    boolean needsAttention() {
        return state == State.NEEDS_ATTENTION || state == State.MEND_FIRST;
    }

    String line() {
        return "  %-15s  %s: %s".formatted(state.words, part, detail);
    }
}
