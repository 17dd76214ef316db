package dev.keydesk.request;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;

import java.util.Optional;

/**
 * Describes the status of a request in one sentence of Slack's markup, with every name and time.
 */
public final class StatusText {
    private static final int WHY_SHOWN = 600;

    private StatusText() {}

    /** Returns the answer to a click that no longer changes anything. */
    public static String unchanged(SecretRequest request) {
        return "Nothing was changed. The state of %s: %s".formatted(request.ticket(), of(request));
    }

    /** Returns the status. */
    public static String of(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Waiting(_, var decideBy, _) ->
                    "Waiting for a decision until %s.".formatted(Mrkdwn.date(decideBy));
            case SecretRequest.Approved(var details, var grant, _, _) ->
                    "%s %s can pick it up until %s."
                            .formatted(
                                    approved(grant.approval()),
                                    details.requester().mention(),
                                    Mrkdwn.date(grant.until()));
            case SecretRequest.Minting(_, var grant, _, _) ->
                    "%s Being picked up right now.".formatted(approved(grant.approval()));
            case SecretRequest.Doubtful(_, var grant, _, _, _, _) ->
                    "%s Entra's answer to the pick-up was lost; the desk is finding out whether a secret was made."
                            .formatted(approved(grant.approval()));
            case SecretRequest.HandedOver(var details, var grant, var key, var at) ->
                    "%s Picked up by %s on %s; the secret expires on %s."
                            .formatted(
                                    approved(grant.approval()),
                                    details.requester().mention(),
                                    Mrkdwn.date(at),
                                    Mrkdwn.date(key.end()));
            case SecretRequest.Done(var details, var grant, var key, var handedOverAt, _) ->
                    "%s Picked up by %s on %s and received; the secret expires on %s."
                            .formatted(
                                    approved(grant.approval()),
                                    details.requester().mention(),
                                    Mrkdwn.date(handedOverAt),
                                    Mrkdwn.date(key.end()));
            case SecretRequest.TakingBack taking ->
                    "%s %s".formatted(approved(taking.grant().approval()), takingBack(taking));
            case SecretRequest.NeedsPerson(_, var grant, var key, var why, var person, _) ->
                    "%s %s is asked to check it: %s. %s"
                            .formatted(
                                    approved(grant.approval()),
                                    person.mention(),
                                    endless(why),
                                    key.isPresent()
                                            ? "The secret is in Entra, as far as the desk knows."
                                            : "As far as the desk knows, Entra holds no secret of"
                                                    + " it.");
            case SecretRequest.Denied(_, var by, var at, var why) ->
                    "Denied by %s on %s: %s"
                            .formatted(
                                    by.map(UserId::mention).orElse("the desk's rules"),
                                    Mrkdwn.date(at),
                                    // Keydesk's own sentences may mention people; those of other
                                    // people must not.
                                    by.isPresent() ? Mrkdwn.escape(why, WHY_SHOWN) : why);
            case SecretRequest.Withdrawn(var details, var right, var at) ->
                    "%sWithdrawn by %s on %s."
                            .formatted(
                                    right.map(given -> approved(given.approval()) + " ").orElse(""),
                                    details.requester().mention(),
                                    Mrkdwn.date(at));
            case SecretRequest.Lapsed(_, var at) ->
                    "Expired on %s: nobody decided in time.".formatted(Mrkdwn.date(at));
            case SecretRequest.Cancelled(_, var grant, var by, var at) ->
                    "%s Cancelled by %s on %s."
                            .formatted(approved(grant.approval()), by.mention(), Mrkdwn.date(at));
            case SecretRequest.Unclaimed(_, var grant, var at) ->
                    "%s Nobody picked it up in time, so it expired on %s."
                            .formatted(approved(grant.approval()), Mrkdwn.date(at));
            case SecretRequest.Revoked(_, var grant, _, var by, var at, var why) ->
                    "%s%s The secret was removed from Entra on %s%s."
                            .formatted(
                                    approved(grant.approval()),
                                    why == SecretRequest.TakingBack.Why.NOT_ME
                                            ? " " + seenByOthers(by)
                                            : "",
                                    Mrkdwn.date(at),
                                    by.map(person -> " by " + person.mention()).orElse(""));
        };
    }

    /** Keydesk's own sentences already end in a full stop, and so do Entra's. */
    private static String endless(String why) {
        return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    }

    private static String approved(Approval approval) {
        return "Approved by %s on %s."
                .formatted(approval.by().mention(), Mrkdwn.date(approval.at()));
    }

    private static String seenByOthers(Optional<UserId> by) {
        return "%s says that somebody else saw the secret."
                .formatted(by.map(UserId::mention).orElse("The requester"));
    }

    private static String takingBack(SecretRequest.TakingBack taking) {
        return switch (taking.why()) {
            case NOT_RECEIVED ->
                    taking.key().wasShownThrough(DeliveryMethod.LINK)
                            ? "It was shown behind a one-time link, and somebody said that it did"
                                    + " not arrive; the secret is being removed from Entra."
                            : "It did not arrive; the secret is being removed from Entra.";
            case NOT_AS_APPROVED ->
                    "Entra made a secret that differs from what was approved; it was not shown, and"
                            + " is being removed.";
            case NOT_ME -> seenByOthers(taking.by()) + " The secret is being removed from Entra.";
            case REMOVED ->
                    "The secret is being removed from Entra%s."
                            .formatted(
                                    taking.by()
                                            .map(person -> " for " + person.mention())
                                            .orElse(""));
        };
    }
}
