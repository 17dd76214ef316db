package dev.keydesk.chat;

/**
 * A text file for one person.
 *
 * @param name with its ending, which tells Slack the type of the file
 * @param title what Slack shows above it
 * @param words the message with it, which tells a screen reader what the file is
 */
public record Attachment(String name, String title, String words, String text) {
    @Override
    public String toString() {
        return "Attachment(%s, %s characters)".formatted(name, text.length());
    }
}
