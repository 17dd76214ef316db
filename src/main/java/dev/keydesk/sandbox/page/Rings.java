package dev.keydesk.sandbox.page;

/** How often each side of the sandbox has changed; a window compares it with what it has drawn. */
record Rings(long slack, long entra, long desk) {

    /** A part of the sandbox that is drawn on its own. */
    enum Side {
        SLACK,
        ENTRA,
        DESK
    }

    /** What nobody has drawn yet. */
    static final Rings NEVER = new Rings(-1, -1, -1);

    Rings and(Side side) {
        return switch (side) {
            case SLACK -> new Rings(slack + 1, entra, desk);
            case ENTRA -> new Rings(slack, entra + 1, desk);
            case DESK -> new Rings(slack, entra, desk + 1);
        };
    }
}
