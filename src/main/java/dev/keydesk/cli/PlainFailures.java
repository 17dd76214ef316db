package dev.keydesk.cli;

import dev.keydesk.config.Problems;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.network.UnreadableTrustStore;
import dev.keydesk.store.StoreException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns an exception of a command into a message and an exit code. The operator never sees a stack
 * trace; an unexpected exception is logged with one.
 */
final class PlainFailures implements IExecutionExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(PlainFailures.class);

    @Override
    public int handleExecutionException(
            Exception failure, CommandLine command, ParseResult parsed) {
        return switch (failure) {
            case Problems problems ->
                    notStarted(
                            command,
                            problems.print(),
                            problems.mayPass() ? ExitCodes.TRY_LATER : ExitCodes.MEND_FIRST);
            case UnreadableTrustStore unreadable ->
                    notStarted(
                            command, String.valueOf(unreadable.getMessage()), ExitCodes.MEND_FIRST);
            case StoreException trouble ->
                    notStarted(
                            command,
                            String.valueOf(trouble.getMessage()),
                            trouble.mayPass() ? ExitCodes.TRY_LATER : ExitCodes.MEND_FIRST);
            case StartException sentence ->
                    notStarted(command, String.valueOf(sentence.getMessage()), sentence.exitCode());
            default -> unplanned(command, failure);
        };
    }

    private static int notStarted(CommandLine command, String why, int exitCode) {
        tell(command, why);
        return exitCode;
    }

    private static int unplanned(CommandLine command, Exception failure) {
        var name = command.getCommandName();
        log.error("command={} stopped", name, SafeTrace.of(failure));
        tell(
                command,
                "keydesk %s stopped because of an unexpected error (%s). %s"
                        .formatted(
                                name, failure.getClass().getSimpleName(), Logs.whereToLook(name)));
        return ExitCodes.NEEDS_ATTENTION;
    }

    private static void tell(CommandLine command, String sentence) {
        command.getErr().println(sentence);
        command.getErr().flush();
    }
}
