package dev.keydesk.cli;

import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;

/** Undoes {@link StopMintingCommand}. */
@Command(
        name = "allow-minting",
        description = "Pick-ups make client secrets again after stop-minting.",
        mixinStandardHelpOptions = true)
final class AllowMintingCommand extends AllowCommand {
    AllowMintingCommand(Console console, InstantSource clock) {
        super(
                console,
                clock,
                OperatorSwitch.Name.MINTING,
                "Client secrets are made again.",
                "Nothing was changed: making client secrets was not stopped.");
    }
}
