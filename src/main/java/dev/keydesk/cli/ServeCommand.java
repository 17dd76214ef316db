package dev.keydesk.cli;

import dev.keydesk.KeydeskInstance;
import dev.keydesk.RuntimeContext;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.logging.SafeTrace;
import dev.keydesk.web.WebServer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs Keydesk until the process is told to stop.
 *
 * <p>It starts even if Slack or Entra does not answer, and is ready once they do. It does not start
 * with a mistake in the settings or the rules, or if another company can read the approvals
 * channel.
 */
@Command(
        name = "serve",
        description = "Runs the desk until it is told to stop (SIGTERM, or Ctrl-C).",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    private final Console console;
    private final RuntimeContext around;

    ServeCommand(Console console, RuntimeContext around) {
        this.console = console;
        this.around = around;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = Settings.read(console.environment());
        var rules = Rules.read(settings.rulesFile());
        tellWays(settings);
        // Before the database, which would otherwise be created for nothing.
        refuseTakenPort(settings);
        var desk = new KeydeskInstance(settings, rules, around);
        var stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOnce(desk, stopping), "stop"));
        try {
            lookAtApprovalsChannel(desk);
            start(desk);
        } catch (RuntimeException notStarted) {
            // Before the reason is printed, which should be the last line.
            stopOnce(desk, stopping);
            throw notStarted;
        }
        console.say("keydesk listens on port %s.".formatted(desk.port()));
        new CountDownLatch(1).await();
        return ExitCodes.DONE;
    }

    /** A blocked path is reported by the client that uses it. */
    private void tellWays(Settings settings) {
        new NetworkCheck(settings, around, console.environment())
                .shown()
                .forEach(way -> log.info("{}", way));
    }

    private void refuseTakenPort(Settings settings) {
        try {
            WebServer.refuseTakenPort(around.reach(), settings.web().port());
        } catch (IllegalStateException taken) {
            throw StartException.yet(String.valueOf(taken.getMessage()));
        }
    }

    /**
     * A missing membership can be solved while Keydesk runs; a channel that another company reads
     * must not be used.
     */
    private void lookAtApprovalsChannel(KeydeskInstance desk) {
        try {
            var trouble = desk.messaging().channels().approvals().trouble();
            if (trouble.filter(DeskChannel.Trouble::shared).isPresent()) {
                throw StartException.asItIs(trouble.get().sentence());
            }
            trouble.ifPresent(found -> log.warn("{}", found.sentence()));
        } catch (ChatFailure away) {
            log.warn("The approvals channel was not looked at: {}", away.getMessage());
        }
    }

    private static void start(KeydeskInstance desk) {
        try {
            desk.start();
        } catch (IllegalStateException taken) {
            throw StartException.yet(String.valueOf(taken.getMessage()));
        }
    }

    private static void stopOnce(KeydeskInstance desk, AtomicBoolean stopping) {
        if (stopping.getAndSet(true)) {
            return;
        }
        log.info("stopping: new pick-ups are refused, running ones finish");
        try {
            desk.close();
            log.info("stopped");
        } catch (RuntimeException trouble) {
            log.error("stopped, but not everything in time", SafeTrace.of(trouble));
        }
    }
}
