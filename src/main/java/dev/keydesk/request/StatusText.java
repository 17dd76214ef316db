package dev.keydesk.request;

import dev.keydesk.chat.TextStyle;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;

import java.util.Optional;

/**
 * Describes the status of a request in one sentence, with every name and time; in Slack's markup,
 * unless another style is given.
 */
public final class StatusText {
    private static final int WHY_SHOWN = 600;

    private final TextStyle style;

    private StatusText(TextStyle style) {
        this.style = style;
    }

    /** Returns the answer to a click that no longer changes anything. */
    public static String unchanged(SecretRequest request) {
        return unchanged(request, TextStyle.SLACK);
    }

    /** Returns the same in another style. */
    public static String unchanged(SecretRequest request, TextStyle style) {
        return "Nothing was changed. The state of %s: %s"
                .formatted(request.ticket(), of(request, style));
    }

    /** Returns the status. */
    public static String of(SecretRequest request) {
        return of(request, TextStyle.SLACK);
    }

    /** Returns the same in another style. */
    public static String of(SecretRequest request, TextStyle style) {
        return new StatusText(style).status(request);
    }

    private String status(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Waiting(_, var decideBy, _) ->
                    "Waiting for a decision until %s.".formatted(style.date(decideBy));
            case SecretRequest.Approved(var details, var grant, _, _) ->
                    "%s %s can pick it up until %s."
                            .formatted(
                                    approved(grant.approval()),
                                    style.person(details.requester()),
                                    style.date(grant.pickUpBy()));
            case SecretRequest.Minting(_, var grant, _, _) ->
                    "%s Being picked up right now.".formatted(approved(grant.approval()));
            case SecretRequest.Doubtful(_, var grant, _, _, _, _) ->
                    "%s Entra's answer to the pick-up was lost; the desk is finding out whether a secret was made."
                            .formatted(approved(grant.approval()));
            case SecretRequest.HandedOver(var details, var grant, var key, var at) ->
                    "%s Picked up by %s on %s; the secret expires on %s."
                            .formatted(
                                    approved(grant.approval()),
                                    style.person(details.requester()),
                                    style.date(at),
                                    style.date(key.end()));
            case SecretRequest.Done(var details, var grant, var key, var handedOverAt, _) ->
                    "%s Picked up by %s on %s and received; the secret expires on %s."
                            .formatted(
                                    approved(grant.approval()),
                                    style.person(details.requester()),
                                    style.date(handedOverAt),
                                    style.date(key.end()));
            case SecretRequest.TakingBack taking ->
                    "%s %s".formatted(approved(taking.grant().approval()), takingBack(taking));
            case SecretRequest.NeedsPerson(_, var grant, var key, var why, var person, _) ->
                    "%s %s is asked to check it: %s. %s"
                            .formatted(
                                    approved(grant.approval()),
                                    style.person(person),
                                    endless(why),
                                    key.isPresent()
                                            ? "The secret is in Entra, as far as the desk knows."
                                            : "As far as the desk knows, Entra holds no secret of"
                                                    + " it.");
            case SecretRequest.Denied(_, var by, var at, var why) ->
                    "Denied by %s on %s: %s"
                            .formatted(
                                    by.map(style::person).orElse("the desk's rules"),
                                    style.date(at),
                                    // Keydesk's own sentences may mention people; those of other
                                    // people must not.
                                    by.isPresent() ? style.foreign(why, WHY_SHOWN) : why);
            case SecretRequest.Withdrawn(var details, var right, var at) ->
                    "%sWithdrawn by %s on %s."
                            .formatted(
                                    right.map(given -> approved(given.approval()) + " ").orElse(""),
                                    style.person(details.requester()),
                                    style.date(at));
            case SecretRequest.Lapsed(_, var at) ->
                    "Expired on %s: nobody decided in time.".formatted(style.date(at));
            case SecretRequest.Cancelled(_, var grant, var by, var at) ->
                    "%s Cancelled by %s on %s."
                            .formatted(
                                    approved(grant.approval()), style.person(by), style.date(at));
            case SecretRequest.Unclaimed(_, var grant, var at) ->
                    "%s Nobody picked it up in time, so it expired on %s."
                            .formatted(approved(grant.approval()), style.date(at));
            case SecretRequest.Revoked(_, var grant, _, var by, var at, var why) ->
                    "%s%s The secret was removed from Entra on %s%s."
                            .formatted(
                                    approved(grant.approval()),
                                    why == SecretRequest.TakingBack.Why.NOT_ME
                                            ? " " + seenByOthers(by)
                                            : "",
                                    style.date(at),
                                    by.map(person -> " by " + style.person(person)).orElse(""));
        };
    }

    /** Keydesk's own sentences already end in a full stop, and so do Entra's. */
    private static String endless(String why) {
        return why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
    }

    private String approved(Approval approval) {
        return "Approved by %s on %s."
                .formatted(style.person(approval.approver()), style.date(approval.approvedAt()));
    }

    private String seenByOthers(Optional<UserId> by) {
        return "%s says that somebody else saw the secret."
                .formatted(by.map(style::person).orElse("The requester"));
    }

    private String takingBack(SecretRequest.TakingBack taking) {
        return switch (taking.cause()) {
            case NOT_RECEIVED ->
                    taking.secret().wasShownThrough(DeliveryMethod.LINK)
                            ? "It was shown behind a one-time link, and somebody said that it did"
                                    + " not arrive; the secret is being removed from Entra."
                            : "It did not arrive; the secret is being removed from Entra.";
            case NOT_AS_APPROVED ->
                    "Entra made a secret that differs from what was approved; it was not shown, and"
                            + " is being removed.";
            case NOT_ME ->
                    seenByOthers(taking.requestedBy()) + " The secret is being removed from Entra.";
            case REMOVED ->
                    "The secret is being removed from Entra%s."
                            .formatted(
                                    taking.requestedBy()
                                            .map(person -> " for " + style.person(person))
                                            .orElse(""));
        };
    }
}
