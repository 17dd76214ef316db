package dev.keydesk.interactions;

import dev.keydesk.config.UserId;

/**
 * A click on a button, a menu entry or a shortcut, while Slack waits for the acknowledgement.
 *
 * @param triggerId allows one form to be opened within three seconds
 * @param metadata the private metadata of the modal with the button; it comes back from the
 *     person's client, so it is not trusted
 */
public record ButtonPress(Interaction interaction, String triggerId, String metadata) {
    /** Returns the person who clicked. */
    public UserId user() {
        return interaction.user();
    }

    /** Returns the same click with another interaction. */
    public ButtonPress withInteraction(Interaction other) {
        return new ButtonPress(other, triggerId, metadata);
    }

    /** Returns the subject of the button; text from outside, so never trusted. */
    public String subject() {
        return interaction.subject();
    }
}
