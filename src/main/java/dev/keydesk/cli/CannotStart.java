package dev.keydesk.cli;

/** What keeps a command from starting; the message is a sentence for the operator. */
final class CannotStart extends RuntimeException {
    private final int exitCode;

    private CannotStart(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** What was typed makes no sense. */
    static CannotStart misused(String sentence) {
        return new CannotStart(sentence, ExitCodes.MISUSED);
    }

    /** The same command may do in a while. */
    static CannotStart yet(String sentence) {
        return new CannotStart(sentence, ExitCodes.TRY_LATER);
    }

    /** Somebody has to do something first. */
    static CannotStart asItIs(String sentence) {
        return new CannotStart(sentence, ExitCodes.MEND_FIRST);
    }

    int exitCode() {
        return exitCode;
    }
}
