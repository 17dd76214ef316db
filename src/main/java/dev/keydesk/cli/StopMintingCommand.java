package dev.keydesk.cli;

import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;

/** Stops minting: approvals stay valid, but no secret is made until minting is allowed again. */
@Command(
        name = "stop-minting",
        description =
                "No pick-up makes a client secret from now on, on any node; people are told why.",
        mixinStandardHelpOptions = true)
final class StopMintingCommand extends StopCommand {
    StopMintingCommand(Console console, InstantSource clock) {
        super(
                console,
                clock,
                OperatorSwitch.Name.MINTING,
                "No client secret is made from now on, on any node. Approvals stand until their"
                        + " time is over. Take it back with \"keydesk allow-minting\".");
    }
}
