package dev.keydesk.cli;

/**
 * What {@code check} found out about one part.
 *
 * @param detail what was seen, and for a part that needs attention what to do
 */
record Finding(State state, String part, String detail) {

    enum State {
        OK("ok"),
        NEEDS_ATTENTION("needs attention"),
        /** Only the operator can see it. */
        CANNOT_TELL("cannot tell"),
        /** Something it hangs on needs attention first. */
        NOT_TRIED("not tried");

        private final String words;

        State(String words) {
            this.words = words;
        }
    }

    static Finding ok(String part, String detail) {
        return new Finding(State.OK, part, detail);
    }

    static Finding attention(String part, String detail) {
        return new Finding(State.NEEDS_ATTENTION, part, detail);
    }

    static Finding cannotTell(String part, String detail) {
        return new Finding(State.CANNOT_TELL, part, detail);
    }

    static Finding notTried(String part, String because) {
        return new Finding(State.NOT_TRIED, part, because);
    }

    String line() {
        return "  %-15s  %s: %s".formatted(state.words, part, detail);
    }
}
