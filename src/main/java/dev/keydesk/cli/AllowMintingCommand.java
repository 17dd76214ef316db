package dev.keydesk.cli;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.pickup.MintSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Releases the brake of {@link StopMintingCommand}. */
@Command(
        name = "allow-minting",
        description = "Pick-ups make keys again after stop-minting.",
        mixinStandardHelpOptions = true)
final class AllowMintingCommand implements Callable<Integer> {
    private final Console console;
    private final InstantSource clock;

    AllowMintingCommand(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        try (var db = OperatorsDatabase.open(console)) {
            boolean wasStopped = new MintSwitch(db, new AuditLog(db, _ -> {}), clock).allow();
            console.say(
                    wasStopped
                            ? "Keys are made again."
                            : "Nothing was changed: making keys was not stopped.");
        }
        return ExitCodes.DONE;
    }
}
