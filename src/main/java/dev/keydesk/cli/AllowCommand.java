package dev.keydesk.cli;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.keychange.OperatorSwitch;

import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Base of the commands that allow again what a {@link StopCommand} has stopped. */
abstract class AllowCommand implements Callable<Integer> {
    private final Console console;
    private final InstantSource clock;
    private final OperatorSwitch.Name what;
    private final String allowed;
    private final String wasAllowed;

    /**
     * Creates the command.
     *
     * @param allowed what is printed then
     * @param wasAllowed what is printed if it was not stopped
     */
    AllowCommand(
            Console console,
            InstantSource clock,
            OperatorSwitch.Name what,
            String allowed,
            String wasAllowed) {
        this.console = console;
        this.clock = clock;
        this.what = what;
        this.allowed = allowed;
        this.wasAllowed = wasAllowed;
    }

    @Override
    public Integer call() {
        try (var db = OperatorsDatabase.open(console)) {
            boolean wasStopped =
                    new OperatorSwitch(what, db, new AuditLog(db, _ -> {}), clock).allow();
            console.say(wasStopped ? allowed : wasAllowed);
        }
        return ExitCodes.DONE;
    }
}
