package dev.keydesk.cli;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.SecretPatterns;
import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Option;

import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Base of the commands that stop an activity on all nodes, until the operators allow it again. */
abstract class StopCommand implements Callable<Integer> {
    /** In characters; messages show it with other text. */
    private static final int LONGEST_REASON = 500;

    private final Console console;
    private final InstantSource clock;
    private final OperatorSwitch.Name what;
    private final String stopped;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "Shown to everybody who is affected, and kept in the audit log.")
    private String why = "";

    /**
     * Creates the command.
     *
     * @param stopped what is printed then
     */
    StopCommand(Console console, InstantSource clock, OperatorSwitch.Name what, String stopped) {
        this.console = console;
        this.clock = clock;
        this.what = what;
        this.stopped = stopped;
    }

    @Override
    public Integer call() {
        if (why.isBlank()) {
            throw StartException.misused(
                    "People are shown the reason, so it must not be blank. Nothing was changed.");
        }
        if (why.strip().length() > LONGEST_REASON) {
            throw StartException.misused(
                    "The reason has %s characters, and %s at most are shown. Nothing was changed."
                            .formatted(why.strip().length(), LONGEST_REASON));
        }
        SecretPatterns.complaint(why)
                .ifPresent(complaint -> {
                    throw StartException.misused(complaint + " Nothing was changed.");
                });
        try (var db = OperatorsDatabase.open(console)) {
            new OperatorSwitch(what, db, new AuditLog(db, _ -> {}), clock).stop(why.strip());
        }
        console.say(stopped);
        return ExitCodes.DONE;
    }
}
