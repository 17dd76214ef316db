package dev.keydesk.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import java.util.Set;

/**
 * Where the log goes. A desk that runs writes it to its standard output, as containers want it. A
 * command somebody waits for prints its answer there instead, and writes the log only when asked
 * to, to standard error.
 */
public final class Logs {
    private static final Set<String> RUNNING = Set.of("serve", "sandbox");

    private Logs() {}

    /** Settles the log for the command that was typed, and then runs it. */
    public static int settleAndRun(ParseResult parsed) {
        var typed = parsed.subcommand();
        if (typed != null && !isRunning(typed)) {
            settle(Keydesk.wantsLog(parsed));
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The story told by the sandbox is an answer, although it takes the same command. */
    private static boolean isRunning(ParseResult typed) {
        return RUNNING.contains(typed.commandSpec().name()) && !typed.hasMatchedOption("--story");
    }

    private static void settle(boolean wanted) {
        // Stopping the appender and not only the root logger: loggers below have levels of their
        // own, and would go on.
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

    /** What to tell somebody whose command stopped. */
    static String whereToLook(String command) {
        return RUNNING.contains(command)
                ? "The last lines of the log say more; please report them."
                : "Type it once more with --log in front, as in \"keydesk --log %s\", and report the last lines."
                        .formatted(command);
    }
}
