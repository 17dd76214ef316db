package dev.keydesk.decision;

import dev.keydesk.chat.MessageRef;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Interaction;

import java.util.Optional;

/**
 * Somebody wants to decide.
 *
 * @param subject the name of what they decide about; text from outside, so never trusted
 * @param action what they pressed, for the audit log
 * @param message the one the button stood on, if it stood on one
 */
public record DecisionRequest(
        String subject, UserId by, String action, Optional<MessageRef> message) {
    /** As it was clicked in Slack. */
    public static DecisionRequest of(Interaction interaction) {
        return of(interaction, interaction.subject());
    }

    /** The same with the name that the value of the button begins with. */
    public static DecisionRequest of(Interaction interaction, String subject) {
        return new DecisionRequest(
                subject, interaction.user(), interaction.action(), interaction.message());
    }
}
