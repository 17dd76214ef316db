package dev.keydesk.reminder;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.CredentialName;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;
import dev.keydesk.removal.Successors.Successor;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The text of one line of a message of reminders, for display and for screen readers. Names are
 * cut, so that a message full of lines stays within Slack's limits.
 */
final class ReminderLineText {
    private static final int APP_SHOWN = 60;
    private static final int KEY_SHOWN = 50;
    private static final int SPOKEN_NAME = 40;
    private static final int MOST_OWNERS = 4;

    private static final String LEFT_ALONE = "Another version of Keydesk handles its removal.";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private ReminderLineText() {}

    /**
     * How people are named: a mention in a new message notifies them, whether it is urgent or not.
     */
    enum Naming {
        PEOPLE,
        NOBODY
    }

    /**
     * Returns the full line.
     *
     * @param news what happened to the credential since
     * @param elsewhere why Keydesk does not do it
     */
    static String shown(
            ReminderLine line, KeyNews news, Optional<String> elsewhere, Naming naming) {
        var entry = line.entry();
        var going =
                news.removal()
                        .map(removal -> going(removal, naming))
                        .orElse(news.isLeftAlone() ? "\n" + LEFT_ALONE : "");
        return switch (line) {
            case ReminderLine.Open _ -> whole(entry, news, elsewhere, naming) + going;
            // It was posted before anybody could click on it.
            case ReminderLine.Snoozed(_, var by, var until) ->
                    "%s\nSnoozed by %s until %s.%s"
                            .formatted(
                                    whole(entry, news, elsewhere, naming),
                                    by.mention(),
                                    Mrkdwn.date(until),
                                    going);
            case ReminderLine.Moved(_, var by, var to) ->
                    "~%s~\n%s moved it to %s."
                            .formatted(
                                    subject(entry),
                                    naming == Naming.PEOPLE ? by.mention() : "Somebody",
                                    to.mention());
            case ReminderLine.Closed(_, var because, _, var newEnd) ->
                    "~%s~\n%s"
                            .formatted(
                                    subject(entry),
                                    newEnd.map(end -> moved(Mrkdwn.date(end)))
                                            .orElse("Nothing left to do: " + because + "."));
        };
    }

    /** Also the answer to a click on such a line. */
    static String moved(String newEnd) {
        return "Its expiry date has changed to %s. The next reminder comes when it is due."
                .formatted(newEnd);
    }

    private static String going(Removal removal, Naming naming) {
        return switch (naming) {
            case PEOPLE ->
                    "\nRemoval asked by %s (%s). %s"
                            .formatted(
                                    removal.details().requestedBy().mention(),
                                    removal.id(),
                                    RemovalText.headline(removal));
            case NOBODY ->
                    "\nIts removal is asked for (%s): %s."
                            .formatted(removal.id(), RemovalText.spoken(removal));
        };
    }

    /** How much is said to screen readers. */
    enum Detail {
        WHOLE,
        SHORT
    }

    /** Returns the same in a few words, without times that only a client could show. */
    static String spoken(
            ReminderLine line,
            KeyNews news,
            Optional<String> elsewhere,
            Detail detail,
            Naming naming) {
        var where = elsewhere.filter(_ -> detail == Detail.WHOLE && line.isOpen());
        return news.removal()
                        .map(going -> spokenGoing(line.entry(), going, naming))
                        .orElseGet(() -> spoken(line, news.successor(), detail, naming))
                + (news.isLeftAlone() ? " " + LEFT_ALONE : "")
                + where.map(why -> " " + why).orElse("");
    }

    /** Little else matters then, and a message full of such lines has to stay within the limit. */
    private static String spokenGoing(ReminderEntry entry, Removal removal, Naming naming) {
        var by =
                naming == Naming.PEOPLE
                        ? "asked by " + removal.details().requestedBy().mention()
                        : "asked for";
        return "%s, %s %s expires on %s. Removal %s: %s."
                .formatted(
                        name(entry, SPOKEN_NAME),
                        kind(entry),
                        quoted(entry, SPOKEN_NAME),
                        DAY.format(entry.end()),
                        by,
                        RemovalText.spoken(removal));
    }

    private static String spoken(
            ReminderLine line, Optional<Successor> successor, Detail detail, Naming naming) {
        var entry = line.entry();
        var fate =
                successor
                        .map(it -> RenewedText.spoken(entry, it, naming))
                        .orElseGet(() -> spokenFate(entry, detail));
        var what =
                "%s, %s %s"
                        .formatted(
                                name(entry, SPOKEN_NAME), kind(entry), quoted(entry, SPOKEN_NAME));
        return switch (line) {
            case ReminderLine.Open _ -> what + " " + fate;
            case ReminderLine.Snoozed(_, var by, var until) ->
                    "%s %s Snoozed by %s until %s."
                            .formatted(what, fate, by.mention(), DAY.format(until));
            case ReminderLine.Moved(_, _, var to) ->
                    "%s: moved to %s.".formatted(what, to.mention());
            case ReminderLine.Closed(_, var because, _, var newEnd) ->
                    newEnd.map(end -> "%s: %s".formatted(what, moved(DAY.format(end))))
                            .orElse("%s: nothing left to do, %s.".formatted(what, because));
        };
    }

    private static String whole(
            ReminderEntry entry, KeyNews news, Optional<String> elsewhere, Naming naming) {
        var own = entry.isOfDesk() ? "*%s* ".formatted(OwnKeyText.WHAT) : "";
        var fate =
                news.successor()
                        .map(it -> RenewedText.shown(entry, it, naming))
                        .orElseGet(() -> fate(entry));
        var where = elsewhere.map(why -> " " + why).orElse("");
        return own + "*" + subject(entry) + "* " + fate + where + whoLooks(entry, naming);
    }

    private static String subject(ReminderEntry entry) {
        return "%s · %s %s"
                .formatted(name(entry, APP_SHOWN), kind(entry), quoted(entry, KEY_SHOWN));
    }

    private static String name(ReminderEntry entry, int limit) {
        return CredentialName.ofApp(entry.app(), limit);
    }

    private static String kind(ReminderEntry entry) {
        return entry.kind().words();
    }

    private static String quoted(ReminderEntry entry, int limit) {
        return CredentialName.withHint(entry.key(), limit);
    }

    private static String fate(ReminderEntry entry) {
        if (entry.neverExpires()) {
            return "never expires; it was made on %s. Replace it with one that expires."
                    .formatted(Mrkdwn.date(entry.start()));
        }
        return entry.superseded()
                .filter(_ -> entry.wasReplaced())
                .map(since -> superseded(entry, since))
                .orElseGet(() ->
                        entry.isOfDesk()
                                ? ends(entry) + " " + OwnKeyText.advice(entry)
                                : ends(entry));
    }

    private static String superseded(ReminderEntry entry, Instant since) {
        return "was replaced on %s by a newer credential and %s on %s: remove it?"
                .formatted(
                        Mrkdwn.date(since),
                        entry.hasExpired() ? "expired" : "expires",
                        Mrkdwn.date(entry.end()));
    }

    private static String ends(ReminderEntry entry) {
        var at = Mrkdwn.date(entry.end());
        if (entry.hasExpired()) {
            return "*has expired*, on %s.".formatted(at);
        }
        return entry.isUrgent()
                ? "*expires %s*, on %s.".formatted(CredentialName.inDays(entry.daysLeft()), at)
                : "expires %s, on %s.".formatted(CredentialName.inDays(entry.daysLeft()), at);
    }

    private static String whoLooks(ReminderEntry entry, Naming naming) {
        var who = entry.responsible();
        var nobody = who.nobody().map(why -> "\nNobody looks after this app: %s.".formatted(why));
        return nobody.orElseGet(
                () -> who.owners().isEmpty() ? "" : "\nOwners: %s.".formatted(owners(who, naming)));
    }

    private static String owners(Responsible who, Naming naming) {
        if (naming == Naming.NOBODY) {
            return "%s in Slack, mentioned when it is urgent".formatted(who.owners().size());
        }
        var shown =
                who.owners().stream()
                        .limit(MOST_OWNERS)
                        .map(UserId::mention)
                        .collect(Collectors.joining(", "));
        int more = who.owners().size() - MOST_OWNERS;
        return more > 0 ? "%s and %s more".formatted(shown, more) : shown;
    }

    private static String spokenFate(ReminderEntry entry, Detail detail) {
        var nobody =
                entry.responsible()
                        .nobody()
                        .map(why -> detail == Detail.WHOLE ? ": " + why : "")
                        .map(why -> " Nobody looks after it%s.".formatted(why))
                        .orElse("");
        var own = entry.isOfDesk() ? " " + OwnKeyText.WHAT : "";
        return spokenEnd(entry) + nobody + own;
    }

    private static String spokenEnd(ReminderEntry entry) {
        var at = DAY.format(entry.end());
        if (entry.neverExpires()) {
            return "never expires.";
        }
        if (entry.wasReplaced()) {
            return "was replaced on %s, %s on %s: remove it?"
                    .formatted(
                            DAY.format(entry.superseded().get()),
                            entry.hasExpired() ? "expired" : "expires",
                            at);
        }
        return entry.hasExpired()
                ? "has expired, on %s.".formatted(at)
                : "expires %s, on %s.".formatted(CredentialName.inDays(entry.daysLeft()), at);
    }
}
