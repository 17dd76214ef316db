package dev.keydesk.reminder;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential.Kind;
import dev.keydesk.expiry.CredentialName;
import dev.keydesk.reminder.Successors.Successor;
import dev.keydesk.removal.Removal;
import dev.keydesk.removal.RemovalText;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One line of a message of reminders, for those who look and for those who listen. Names are short,
 * so that a message full of lines stays within Slack's limits whatever they say.
 */
final class LineText {
    private static final int APP_SHOWN = 60;
    private static final int KEY_SHOWN = 50;
    private static final int SPOKEN_NAME = 40;
    private static final int MOST_OWNERS = 4;

    private static final String LEFT_ALONE = "Another version of Keydesk handles its removal.";

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private LineText() {}

    /** Who is named in a message that is newly posted is called by it, however calm it is. */
    enum Naming {
        PEOPLE,
        NOBODY
    }

    /**
     * With all there is to say.
     *
     * @param news what became of the key since
     * @param elsewhere why it is none of the desk's work
     */
    static String shown(Line line, KeyNews news, Optional<String> elsewhere, Naming naming) {
        var told = line.told();
        var going =
                news.removal()
                        .map(removal -> going(removal, naming))
                        .orElse(news.isLeftAlone() ? "\n" + LEFT_ALONE : "");
        return switch (line) {
            case Line.Open _ -> whole(told, news, elsewhere, naming) + going;
            // It was posted before anybody could press on it.
            case Line.Snoozed(_, var by, var until) ->
                    "%s\nSnoozed by %s until %s.%s"
                            .formatted(
                                    whole(told, news, elsewhere, naming),
                                    by.mention(),
                                    Mrkdwn.date(until),
                                    going);
            case Line.Moved(_, var by, var to) ->
                    "~%s~\n%s moved it to %s."
                            .formatted(
                                    subject(told),
                                    naming == Naming.PEOPLE ? by.mention() : "Somebody",
                                    to.mention());
            case Line.Closed(_, var because, _, var newEnd) ->
                    "~%s~\n%s"
                            .formatted(
                                    subject(told),
                                    newEnd.map(end -> moved(Mrkdwn.date(end)))
                                            .orElse("Nothing left to do: " + because + "."));
        };
    }

    /** Also said to those who press on such a line. */
    static String moved(String newEnd) {
        return "Its end has changed to %s. It is told anew when its time comes.".formatted(newEnd);
    }

    private static String going(Removal removal, Naming naming) {
        return switch (naming) {
            case PEOPLE ->
                    "\nRemoval asked by %s (%s). %s"
                            .formatted(
                                    removal.order().by().mention(),
                                    removal.id(),
                                    RemovalText.headline(removal));
            case NOBODY ->
                    "\nIts removal is asked for (%s): %s."
                            .formatted(removal.id(), RemovalText.spoken(removal));
        };
    }

    /** How much is said to those who listen. */
    enum Detail {
        WHOLE,
        SHORT
    }

    /** The same in a few words, without a moment that only a client could show. */
    static String spoken(
            Line line, KeyNews news, Optional<String> elsewhere, Detail detail, Naming naming) {
        var where = elsewhere.filter(_ -> detail == Detail.WHOLE && line.isOpen());
        return news.removal()
                        .map(going -> spokenGoing(line.told(), going, naming))
                        .orElseGet(() -> spoken(line, news.successor(), detail, naming))
                + (news.isLeftAlone() ? " " + LEFT_ALONE : "")
                + where.map(why -> " " + why).orElse("");
    }

    /** Little else matters then, and a message full of such lines has to stay within the limit. */
    private static String spokenGoing(Told told, Removal removal, Naming naming) {
        var by =
                naming == Naming.PEOPLE
                        ? "asked by " + removal.order().by().mention()
                        : "asked for";
        return "%s, %s %s ends on %s. Removal %s: %s."
                .formatted(
                        name(told, SPOKEN_NAME),
                        kind(told),
                        quoted(told, SPOKEN_NAME),
                        DAY.format(told.end()),
                        by,
                        RemovalText.spoken(removal));
    }

    private static String spoken(
            Line line, Optional<Successor> successor, Detail detail, Naming naming) {
        var told = line.told();
        var fate =
                successor
                        .map(it -> RenewedText.spoken(told, it, naming))
                        .orElseGet(() -> spokenFate(told, detail));
        var what =
                "%s, %s %s"
                        .formatted(name(told, SPOKEN_NAME), kind(told), quoted(told, SPOKEN_NAME));
        return switch (line) {
            case Line.Open _ -> what + " " + fate;
            case Line.Snoozed(_, var by, var until) ->
                    "%s %s Snoozed by %s until %s."
                            .formatted(what, fate, by.mention(), DAY.format(until));
            case Line.Moved(_, _, var to) -> "%s: moved to %s.".formatted(what, to.mention());
            case Line.Closed(_, var because, _, var newEnd) ->
                    newEnd.map(end -> "%s: %s".formatted(what, moved(DAY.format(end))))
                            .orElse("%s: nothing left to do, %s.".formatted(what, because));
        };
    }

    private static String whole(
            Told told, KeyNews news, Optional<String> elsewhere, Naming naming) {
        var own = told.own() ? "*%s* ".formatted(OwnKeyText.WHAT) : "";
        var fate =
                news.successor()
                        .map(it -> RenewedText.shown(told, it, naming))
                        .orElseGet(() -> fate(told));
        var where = elsewhere.map(why -> " " + why).orElse("");
        return own + "*" + subject(told) + "* " + fate + where + whoLooks(told, naming);
    }

    private static String subject(Told told) {
        return "%s · %s %s".formatted(name(told, APP_SHOWN), kind(told), quoted(told, KEY_SHOWN));
    }

    private static String name(Told told, int limit) {
        var name = told.app().name();
        return name.isBlank()
                ? "An app without a name, %s".formatted(told.app().clientId())
                : Mrkdwn.escape(name, limit);
    }

    private static String kind(Told told) {
        return told.kind() == Kind.SECRET ? "client secret" : "certificate";
    }

    private static String quoted(Told told, int limit) {
        return CredentialName.withHint(told.key(), limit);
    }

    private static String fate(Told told) {
        if (told.neverExpires()) {
            return "never expires; it was made on %s. Replace it by one that ends."
                    .formatted(Mrkdwn.date(told.start()));
        }
        return told.superseded()
                .filter(_ -> told.wasReplaced())
                .map(since -> superseded(told, since))
                .orElseGet(
                        () -> told.own() ? ends(told) + " " + OwnKeyText.advice(told) : ends(told));
    }

    private static String superseded(Told told, Instant since) {
        return "was superseded on %s by a newer key and %s on %s: remove it?"
                .formatted(
                        Mrkdwn.date(since),
                        told.hasExpired() ? "ended" : "ends",
                        Mrkdwn.date(told.end()));
    }

    private static String ends(Told told) {
        var at = Mrkdwn.date(told.end());
        if (told.hasExpired()) {
            return "*has expired*, on %s.".formatted(at);
        }
        return told.presses()
                ? "*ends %s*, on %s.".formatted(in(told.daysLeft()), at)
                : "ends %s, on %s.".formatted(in(told.daysLeft()), at);
    }

    private static String in(long days) {
        if (days <= 0) {
            return "today";
        }
        return days == 1 ? "tomorrow" : "in %s days".formatted(days);
    }

    private static String whoLooks(Told told, Naming naming) {
        var who = told.lookedAfter();
        var nobody = who.nobody().map(why -> "\nNobody looks after this app: %s.".formatted(why));
        return nobody.orElseGet(
                () -> who.owners().isEmpty() ? "" : "\nOwners: %s.".formatted(owners(who, naming)));
    }

    private static String owners(LookedAfter who, Naming naming) {
        if (naming == Naming.NOBODY) {
            return "%s in Slack, called when it is urgent".formatted(who.owners().size());
        }
        var shown =
                who.owners().stream()
                        .limit(MOST_OWNERS)
                        .map(UserId::mention)
                        .collect(Collectors.joining(", "));
        int more = who.owners().size() - MOST_OWNERS;
        return more > 0 ? "%s and %s more".formatted(shown, more) : shown;
    }

    private static String spokenFate(Told told, Detail detail) {
        var nobody =
                told.lookedAfter()
                        .nobody()
                        .map(why -> detail == Detail.WHOLE ? ": " + why : "")
                        .map(why -> " Nobody looks after it%s.".formatted(why))
                        .orElse("");
        var own = told.own() ? " " + OwnKeyText.WHAT : "";
        return spokenEnd(told) + nobody + own;
    }

    private static String spokenEnd(Told told) {
        var at = DAY.format(told.end());
        if (told.neverExpires()) {
            return "never expires.";
        }
        if (told.wasReplaced()) {
            return "was superseded on %s, %s on %s: remove it?"
                    .formatted(
                            DAY.format(told.superseded().get()),
                            told.hasExpired() ? "ended" : "ends",
                            at);
        }
        return told.hasExpired()
                ? "has expired, on %s.".formatted(at)
                : "ends %s, on %s.".formatted(in(told.daysLeft()), at);
    }
}
