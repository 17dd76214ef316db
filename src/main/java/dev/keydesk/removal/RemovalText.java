package dev.keydesk.removal;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.CredentialName;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Describes removals to people, in Slack's markup. */
public final class RemovalText {
    /** The consequence that people must know before they decide. */
    public static final String BREAKS = "Everything that still signs in with it fails at once.";

    private static final int NAME_SHOWN = 80;
    private static final int WHY_SHOWN = 500;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private RemovalText() {}

    /**
     * Returns, for example: the client secret “nightly export” (begins with `abc`) of payroll-api.
     */
    static String subject(Credential.Key key) {
        return "the client secret %s%s of %s"
                .formatted(
                        name(key),
                        key.hint()
                                .map(hint -> " (begins with %s)".formatted(Mrkdwn.code(hint)))
                                .orElse(""),
                        app(key));
    }

    static String name(Credential.Key key) {
        return CredentialName.shown(key, NAME_SHOWN);
    }

    static String app(Credential.Key key) {
        return CredentialName.ofApp(key.app(), NAME_SHOWN);
    }

    static String end(Credential.Key key) {
        return key.neverExpires() ? "never" : Mrkdwn.date(key.end());
    }

    static String expires(Credential.Key key) {
        return key.neverExpires() ? "never expires" : "expires on " + Mrkdwn.date(key.end());
    }

    /**
     * Returns the same for Slack's confirmation texts, which are plain and have at most 300
     * characters.
     */
    static String plain(Credential.Key key) {
        return "%s: %s%s, %s."
                .formatted(
                        Mrkdwn.cut(key.app().name(), 60),
                        Mrkdwn.cut(key.name().filter(it -> !it.isBlank()).orElse(key.keyId()), 60),
                        key.hint().map(hint -> ", begins with " + Mrkdwn.cut(hint, 8)).orElse(""),
                        key.neverExpires()
                                ? "never expires"
                                : "expires on " + key.end().toString().substring(0, 10));
    }

    /**
     * The person who had it removed for that reason is named, even if somebody else had asked
     * before.
     */
    static String leaked(Removal removal) {
        var details = removal.details();
        var who = removal.agreed().map(Removal.Permit::approver).orElse(details.requestedBy());
        return "%s says that %s has leaked."
                .formatted(who.mention(), subject(details.credential()));
    }

    /** Returns the question before a removal, in one or two sentences. */
    public static String question(Credential.Key key) {
        return "Remove %s? It %s.".formatted(subject(key), expires(key));
    }

    /** Returns the status in one or two sentences. */
    public static String headline(Removal removal) {
        return switch (removal) {
            case Removal.Proposed _ -> "Its team is asked what to do with it.";
            case Removal.Asked(_, _, var first) when first.isPresent() ->
                    "%s has approved it. Within an hour more was removed than one person may approve alone, so a second approver has to agree."
                            .formatted(first.get().approver().mention());
            case Removal.Asked(_, var on, _) ->
                    on.map(day ->
                                    "It waits for the approvers; if they approve, the secret is removed on %s."
                                            .formatted(DAY.format(day)))
                            .orElse("It waits for the approvers.");
            case Removal.Scheduled(_, var permit, _, var due) ->
                    "The secret will be removed on %s, as %s decided."
                            .formatted(Mrkdwn.date(due), permit.approver().mention());
            case Removal.BeingRemoved(_, var permit, _, _, var held) when held.isPresent() ->
                    "The operators have stopped removals for now (%s). The secret is still there; it is removed, as %s decided, once they allow removals again."
                            .formatted(
                                    Mrkdwn.escape(held.get(), WHY_SHOWN),
                                    permit.approver().mention());
            case Removal.BeingRemoved(_, var permit, _, _, _) ->
                    "The secret is being removed from Entra, as %s decided."
                            .formatted(permit.approver().mention());
            case Removal.NeedsPerson(_, var permit, var why, _) ->
                    "The secret is still there. %s %s, please check it."
                            .formatted(why, permit.approver().mention());
            case Removal.Declined(_, var by, _, var why) when why.isEmpty() ->
                    "%s keeps it until it expires.".formatted(by.mention());
            case Removal.Declined(_, var by, _, var why) ->
                    "%s declined it. The secret stays.%s"
                            .formatted(
                                    by.mention(),
                                    why.map(it -> " Reason: " + Mrkdwn.escape(it, WHY_SHOWN))
                                            .orElse(""));
            case Removal.Withdrawn(_, var by, _, var because) ->
                    because.map("It was cancelled. %s"::formatted)
                            .orElseGet(() ->
                                    "%s cancelled it. The secret stays.".formatted(by.mention()));
            case Removal.Gone gone -> gone(gone);
        };
    }

    /** Returns the status in a few words, for lists. */
    public static String spoken(Removal removal) {
        return switch (removal) {
            case Removal.Proposed _ -> "its team is asked";
            case Removal.Asked _ -> "it waits for the approvers";
            case Removal.Scheduled(_, _, var day, _) -> "it is removed on " + DAY.format(day);
            case Removal.BeingRemoved _ -> "it is being removed";
            case Removal.NeedsPerson _ -> "it needs help";
            case Removal.Declined _, Removal.Withdrawn _ -> "the secret stays";
            case Removal.Gone _ -> "the secret is gone";
        };
    }

    private static String gone(Removal.Gone gone) {
        var at = Mrkdwn.date(gone.goneAt());
        return switch (gone.how()) {
            case BY_US ->
                    "The secret is gone: it was removed from Entra, and Entra no longer showed it on %s%s."
                            .formatted(at, decidedBy(gone));
            case NOT_THERE -> "The secret is gone: on %s it was no longer in Entra.".formatted(at);
            case WITH_ITS_APP ->
                    "The secret is gone: on %s its app registration was no longer in Entra."
                            .formatted(at);
            case EXPIRED ->
                    "The secret expired on %s. Entra still lists it; nothing signs in with it any more."
                            .formatted(end(gone.details().credential()));
        };
    }

    private static String decidedBy(Removal.Gone gone) {
        return gone.permit()
                .map(permit -> ", as %s decided".formatted(permit.approver().mention()))
                .orElse("");
    }

    /** Returns the end of a sentence about a reminder that is done. */
    public static String because(Removal.Gone gone) {
        var by = gone.details().requestedBy().mention();
        return switch (gone.how()) {
            case BY_US -> "the secret was removed, as %s asked%s".formatted(by, decidedBy(gone));
            case NOT_THERE -> "it is no longer in Entra";
            case WITH_ITS_APP -> "its app registration is no longer in Entra";
            case EXPIRED -> "it has expired";
        };
    }
}
