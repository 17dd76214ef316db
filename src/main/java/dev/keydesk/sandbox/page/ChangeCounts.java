package dev.keydesk.sandbox.page;

/**
 * How often each part of the sandbox has changed; a window compares it with what it has rendered.
 */
record ChangeCounts(long slack, long entra, long desk) {

    /** A part of the sandbox that is rendered separately. */
    enum Side {
        SLACK,
        ENTRA,
        DESK
    }

    /** Nothing is rendered yet. */
    static final ChangeCounts NEVER = new ChangeCounts(-1, -1, -1);

    ChangeCounts and(Side side) {
        return switch (side) {
            case SLACK -> new ChangeCounts(slack + 1, entra, desk);
            case ENTRA -> new ChangeCounts(slack, entra + 1, desk);
            case DESK -> new ChangeCounts(slack, entra, desk + 1);
        };
    }
}
