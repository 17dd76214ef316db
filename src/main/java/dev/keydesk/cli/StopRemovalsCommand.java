package dev.keydesk.cli;

import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;

/** Stops removals: approved removals wait, even of a leaked secret. */
@Command(
        name = "stop-removals",
        description = "No removal is sent to Entra from now on, on any node; people are told why.",
        mixinStandardHelpOptions = true)
final class StopRemovalsCommand extends StopCommand {
    StopRemovalsCommand(Console console, InstantSource clock) {
        super(
                console,
                clock,
                OperatorSwitch.Name.REMOVALS,
                "No removal is sent to Entra from now on, on any node, also not of a secret that"
                        + " has leaked. What is approved waits. Take it back with \"keydesk"
                        + " allow-removals\".");
    }
}
