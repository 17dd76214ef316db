package dev.keydesk.sandbox.slack;

import dev.keydesk.sandbox.SimulatedResponse;

import java.util.Optional;

/** Takes what Slack sends to the bot, and brings the bot's answer back. */
@FunctionalInterface
public interface BotConnection {
    /** Empty if no answer came in the three seconds there are. */
    Optional<SimulatedResponse> carry(Delivery delivery);
}
