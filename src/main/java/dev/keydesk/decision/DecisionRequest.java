package dev.keydesk.decision;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Interaction;

import java.util.Optional;

/**
 * A person's attempt to decide.
 *
 * @param subject the name of the thing; text from outside, so never trusted
 * @param action the name of the button, for the audit log
 * @param message with the button; empty if it was not on a message
 */
public record DecisionRequest(
        String subject, UserId by, String action, Optional<MessageRef> message) {
    /** Returns the request of a click in Slack. */
    public static DecisionRequest of(Interaction interaction) {
        return of(interaction, interaction.subject());
    }

    /** The same with the name at the start of the button's value. */
    public static DecisionRequest of(Interaction interaction, String subject) {
        return new DecisionRequest(
                subject, interaction.user(), interaction.action(), interaction.message());
    }
}
