package dev.keydesk.sandbox.slack;

import dev.keydesk.sandbox.SimulatedResponse;

import java.util.Optional;

/** Delivers requests to the bot, and returns the bot's answers. */
@FunctionalInterface
public interface BotConnection {
    /** Returns the answer; empty if none came within three seconds. */
    Optional<SimulatedResponse> carry(Delivery delivery);
}
