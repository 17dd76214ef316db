package dev.keydesk.cli;

/** What keeps a command from starting; the message is a sentence for the operator. */
final class StartException extends RuntimeException {
    private final int exitCode;

    private StartException(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** What was typed makes no sense. */
    static StartException misused(String sentence) {
        return new StartException(sentence, ExitCodes.MISUSED);
    }

    /** The same command may do in a while. */
    static StartException yet(String sentence) {
        return new StartException(sentence, ExitCodes.TRY_LATER);
    }

    /** Somebody has to do something first. */
    static StartException asItIs(String sentence) {
        return new StartException(sentence, ExitCodes.MEND_FIRST);
    }

    int exitCode() {
        return exitCode;
    }
}
