package dev.keydesk.cli;

/**
 * How a command ends, for scripts and supervisors; {@code keydesk --help} lists them. The two for
 * "not started" are those of BSD's sysexits, so that a supervisor can be told which one to wait
 * out.
 */
final class ExitCodes {
    static final int DONE = 0;
    static final int NEEDS_ATTENTION = 1;

    /** The command line makes no sense; picocli's own. */
    static final int MISUSED = 2;

    /** Not started, and time may mend it: EX_TEMPFAIL. */
    static final int TRY_LATER = 75;

    /** Not started, and only a person can mend it: EX_CONFIG. */
    static final int MEND_FIRST = 78;

    private ExitCodes() {}
}
