package dev.keydesk.crash;

/** Something that must not be. */
record JudgeFinding(Kind kind, String sentence) {

    /** What the closing line counts. */
    enum Kind {
        /** A key in Entra that nobody answers for. */
        ORPHAN,
        /** A value shown twice, or two values of one request that were good at the same time. */
        DOUBLE,
        /** A promise that was not kept: a click, a move, a way on. */
        LOST,
        /** A value where none may be. */
        LEAK
    }

    @Override
    public String toString() {
        return kind + ": " + sentence;
    }
}
