package dev.keydesk.cli;

import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;

/** Undoes {@link StopRemovalsCommand}. */
@Command(
        name = "allow-removals",
        description = "Removals continue after stop-removals.",
        mixinStandardHelpOptions = true)
final class AllowRemovalsCommand extends AllowCommand {
    AllowRemovalsCommand(Console console, InstantSource clock) {
        super(
                console,
                clock,
                OperatorSwitch.Name.REMOVALS,
                "Removals continue, each within a minute.",
                "Nothing was changed: removals were not stopped.");
    }
}
