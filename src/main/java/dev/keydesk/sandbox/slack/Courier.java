package dev.keydesk.sandbox.slack;

import dev.keydesk.sandbox.Told;

import java.util.Optional;

/** Takes what Slack sends to the bot, and brings the bot's answer back. */
@FunctionalInterface
public interface Courier {
    /** Empty if no answer came in the three seconds there are. */
    Optional<Told> carry(Delivery delivery);
}
