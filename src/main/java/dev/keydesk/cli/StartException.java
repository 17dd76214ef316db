package dev.keydesk.cli;

/** Keeps a command from starting; the message is a sentence for the operator. */
final class StartException extends RuntimeException {
    private final int exitCode;

    private StartException(String sentence, int exitCode) {
        super(sentence);
        this.exitCode = exitCode;
    }

    /** The typed values make no sense. */
    static StartException misused(String sentence) {
        return new StartException(sentence, ExitCodes.MISUSED);
    }

    /** A later attempt may succeed. */
    static StartException yet(String sentence) {
        return new StartException(sentence, ExitCodes.TRY_LATER);
    }

    /** The operator has to do something first. */
    static StartException asItIs(String sentence) {
        return new StartException(sentence, ExitCodes.MEND_FIRST);
    }

    int exitCode() {
        return exitCode;
    }
}
