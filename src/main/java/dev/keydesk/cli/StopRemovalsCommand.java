package dev.keydesk.cli;

import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;

/** Stops removals: approved removals wait, even of a leaked secret. */
@Command(
        name = "stop-removals",
        description = "From now on no removal is sent to Entra, on any node; people are told why.",
        mixinStandardHelpOptions = true)
final class StopRemovalsCommand extends StopCommand {
    StopRemovalsCommand(Console console, InstantSource clock) {
        super(
                console,
                clock,
                OperatorSwitch.Name.REMOVALS,
                "From now on no removal is sent to Entra, on any node, not even of a leaked secret."
                        + " Approved removals wait. To allow removals again, run \"keydesk"
                        + " allow-removals\".");
    }
}
