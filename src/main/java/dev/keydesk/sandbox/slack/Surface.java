package dev.keydesk.sandbox.slack;

/** Where blocks are shown, and how many are allowed there. */
enum Surface {
    MESSAGE(50),
    MODAL(100),
    HOME(100);

    final int blocks;

    Surface(int blocks) {
        this.blocks = blocks;
    }
}
