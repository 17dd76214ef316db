package dev.keydesk.interactions;

import dev.keydesk.config.UserId;

/**
 * A button, a line of a menu or a shortcut was pressed, and Slack waits for the acknowledgement.
 *
 * @param triggerId lets a form be opened within three seconds
 * @param metadata what the desk sent along with the modal that the button stood in; it comes back
 *     from the person's client
 */
public record ButtonPress(Interaction interaction, String triggerId, String metadata) {
    public UserId user() {
        return interaction.user();
    }

    /** The same press, as the inbox knows it. */
    public ButtonPress as(Interaction other) {
        return new ButtonPress(other, triggerId, metadata);
    }

    /** What the button is about; text from outside. */
    public String subject() {
        return interaction.subject();
    }
}
