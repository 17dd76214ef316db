package dev.keydesk.reminder;

import dev.keydesk.chat.Menu.Choice;
import dev.keydesk.reminder.ReminderLines.Placed;

import java.util.Arrays;
import java.util.Optional;

/** The entries of a line's menu; their names are stored in Slack. */
public enum ReminderMenu {
    RENEW("renew-key", "Renew"),
    SNOOZE("snooze-key", "Snooze until the next step"),
    NOT_OURS("not-ours", "Not ours"),
    REMOVE("ask-removal", "Remove…");

    /** The action id of the menu; the value tells which entry was chosen. */
    public static final String ACTION = "reminder-menu";

    private final String action;
    private final String label;

    ReminderMenu(String action, String label) {
        this.action = action;
        this.label = label;
    }

    /** Returns the action name of the entry for the inbox. */
    public String action() {
        return action;
    }

    Choice choiceFor(Placed line) {
        return new Choice(label, action + " " + line.id());
    }

    /** A chosen entry, with the id of its line. */
    public record Taken(ReminderMenu what, String line) {}

    /** Returns empty for any other text, because the value of a menu may be anything. */
    public static Optional<Taken> taken(String value) {
        int blank = value.indexOf(' ');
        return Arrays.stream(values())
                .filter(it -> blank > 0 && value.substring(0, blank).equals(it.action))
                .findFirst()
                .map(it -> new Taken(it, value.substring(blank + 1)));
    }
}
