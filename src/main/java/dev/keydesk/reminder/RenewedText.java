package dev.keydesk.reminder;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.UserId;
import dev.keydesk.reminder.ReminderLineText.Naming;
import dev.keydesk.removal.Successors.Successor;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says on a line about a secret that was renewed here who has the new one. */
final class RenewedText {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private RenewedText() {}

    static String shown(ReminderEntry entry, Successor successor, Naming naming) {
        return successor
                .keptBy()
                .map(by ->
                        "%s on %s. %s keeps it until then, so there are no reminders about it."
                                .formatted(ends(entry), Mrkdwn.date(entry.end()), who(by, naming)))
                .orElseGet(() ->
                        "was replaced on %s by the secret of %s%s, and %s on %s: remove it? See its card."
                                .formatted(
                                        Mrkdwn.date(successor.since()),
                                        successor.ticket(),
                                        naming == Naming.PEOPLE
                                                ? ", which %s has"
                                                        .formatted(successor.requester().mention())
                                                : "",
                                        ends(entry),
                                        Mrkdwn.date(entry.end())));
    }

    static String spoken(ReminderEntry entry, Successor successor, Naming naming) {
        var at = DAY.format(entry.end());
        return successor
                .keptBy()
                .map(by -> "%s on %s; %s keeps it.".formatted(ends(entry), at, who(by, naming)))
                .orElseGet(() ->
                        "was replaced on %s by the secret of %s, %s on %s: remove it?"
                                .formatted(
                                        DAY.format(successor.since()),
                                        successor.ticket(),
                                        ends(entry),
                                        at));
    }

    private static String who(UserId person, Naming naming) {
        return naming == Naming.PEOPLE ? person.mention() : "Somebody";
    }

    private static String ends(ReminderEntry entry) {
        return entry.hasExpired() ? "expired" : "expires";
    }
}
