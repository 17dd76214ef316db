package dev.keydesk.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import java.util.Set;

/**
 * Decides where the log goes. A running Keydesk logs to its standard output, as containers want it.
 * A command that a person waits for prints its answer there instead, and logs to standard error,
 * only if asked to.
 */
public final class Logs {
    private static final Set<String> RUNNING = Set.of("serve", "sandbox");

    private Logs() {}

    /** Configures the log for the typed command, and then runs it. */
    public static int settleAndRun(ParseResult parsed) {
        var typed = parsed.subcommand();
        if (typed != null && !isRunning(typed)) {
            settle(Keydesk.wantsLog(parsed));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The sandbox's story mode prints an answer, although it is the same command. */
    private static boolean isRunning(ParseResult typed) {
        return RUNNING.contains(typed.commandSpec().name()) && !typed.hasMatchedOption("--story");
    }

    private static void settle(boolean wanted) {
        // The appender is stopped, not only the root logger: loggers below it have levels of their
        // own and would go on.
        if (root() instanceof ch.qos.logback.classic.Logger logger
                && logger.getAppender(LogLines.APPENDER)
                        instanceof ConsoleAppender<ILoggingEvent> console) {
            console.stop();
            if (wanted) {
                console.setTarget("System.err");
                console.start();
            }
        }
    }

    private static Logger root() {
        return LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    /** Returns where a person whose command failed finds the log. */
    static String whereToLook(String command) {
        return RUNNING.contains(command)
                ? "The last lines of the log say more; please report them."
                : "Run it again with --log in front, as in \"keydesk --log %s\", and report the last lines."
                        .formatted(command);
    }
}
