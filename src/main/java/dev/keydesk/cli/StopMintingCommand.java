package dev.keydesk.cli;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.config.SecretPatterns;
import dev.keydesk.pickup.MintSwitch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.InstantSource;
import java.util.concurrent.Callable;

/** The operator's brake: approvals stand, and no key is made until it is released. */
@Command(
        name = "stop-minting",
        description = "No pick-up makes a key from now on, on any node; people are told why.",
        mixinStandardHelpOptions = true)
final class StopMintingCommand implements Callable<Integer> {
    private final Console console;
    private final InstantSource clock;

    @Option(
            names = "--why",
            required = true,
            paramLabel = "TEXT",
            description = "Shown to everybody who wants to pick up, and kept in the audit log.")
    private String why = "";

    StopMintingCommand(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    @Override
    public Integer call() {
        if (why.isBlank()) {
            throw CannotStart.misused(
                    "People are shown the reason, so it must not be blank. Nothing was changed.");
        }
        SecretPatterns.complaint(why)
                .ifPresent(complaint -> {
                    throw CannotStart.misused(complaint + " Nothing was changed.");
                });
        try (var db = OperatorsDatabase.open(console)) {
            new MintSwitch(db, new AuditLog(db, _ -> {}), clock).stop(why.strip());
        }
        console.say(
                "No key is made from now on, on any node. Approvals stand until their time is over."
                        + " Take it back with \"keydesk allow-minting\".");
        return ExitCodes.DONE;
    }
}
