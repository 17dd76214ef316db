package dev.keydesk.reminder;

import dev.keydesk.chat.Menu.Choice;
import dev.keydesk.reminder.ReminderLines.Placed;

import java.util.Arrays;
import java.util.Optional;

/** What can be done with a line of a message of reminders; its names are stored in Slack. */
public enum ReminderMenu {
    RENEW("renew-key", "Renew"),
    SNOOZE("snooze-key", "Snooze until the next step"),
    NOT_OURS("not-ours", "Not ours"),
    REMOVE("ask-removal", "Remove…");

    /** Of the menu itself; which of its lines was taken stands in the value. */
    public static final String ACTION = "reminder-menu";

    private final String action;
    private final String label;

    ReminderMenu(String action, String label) {
        this.action = action;
        this.label = label;
    }

    /** What the inbox knows it as. */
    public String action() {
        return action;
    }

    Choice on(Placed line) {
        return new Choice(label, action + " " + line.id());
    }

    /** A line of the menu that was taken, and of which reminder. */
    public record Taken(ReminderMenu what, String line) {}

    /** Text from outside; empty if it is none of ours. */
    public static Optional<Taken> taken(String value) {
        int blank = value.indexOf(' ');
        return Arrays.stream(values())
                .filter(it -> blank > 0 && value.substring(0, blank).equals(it.action))
                .findFirst()
                .map(it -> new Taken(it, value.substring(blank + 1)));
    }
}
