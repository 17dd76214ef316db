package dev.keydesk.cli;

/** How a command ends, for scripts; {@code keydesk --help} lists them. */
final class ExitCodes {
    static final int DONE = 0;
    static final int NEEDS_ATTENTION = 1;
    static final int NOT_STARTED = 2;

    private ExitCodes() {}
}
