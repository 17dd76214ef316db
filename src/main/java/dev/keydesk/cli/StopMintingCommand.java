package dev.keydesk.cli;

import dev.keydesk.keychange.OperatorSwitch;

import picocli.CommandLine.Command;

import java.time.InstantSource;

/** Stops minting: approvals stay valid, but no secret is made until minting is allowed again. */
@Command(
        name = "stop-minting",
        description =
                "From now on no pick-up makes a client secret, on any node; people are told why.",
        mixinStandardHelpOptions = true)
final class StopMintingCommand extends StopCommand {
    StopMintingCommand(Console console, InstantSource clock) {
        super(
                console,
                clock,
                OperatorSwitch.Name.MINTING,
                "From now on no client secret is made, on any node. Approvals stay valid until they"
                        + " expire. To allow pick-ups again, run \"keydesk allow-minting\".");
    }
}
