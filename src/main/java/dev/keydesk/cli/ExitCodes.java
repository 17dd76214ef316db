package dev.keydesk.cli;

/**
 * The exit codes, for scripts and supervisors; {@code keydesk --help} lists them. The two for "not
 * started" are those of BSD's sysexits, so that a supervisor can be configured to retry after one
 * of them.
 */
final class ExitCodes {
    static final int DONE = 0;
    static final int NEEDS_ATTENTION = 1;

    /** The command line is wrong; picocli's own code. */
    static final int MISUSED = 2;

    /** Not started, but a later attempt may succeed: EX_TEMPFAIL. */
    static final int TRY_LATER = 75;

    /** Not started, and the operator has to act: EX_CONFIG. */
    static final int MEND_FIRST = 78;

    private ExitCodes() {}
}
