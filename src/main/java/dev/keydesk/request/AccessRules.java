package dev.keydesk.request;

import dev.keydesk.config.Rules;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.decision.DecisionGuard.Permission;
import dev.keydesk.decision.Verdict;

/**
 * Who may do what, by {@code keydesk.yml} and by what Slack says of a person at that moment.
 *
 * @param failures tells a person that they may not, and keeps it in the audit log
 * @param deliveryMethods the ways in which a secret may be handed over
 */
public record AccessRules(
        Policy policy,
        PrincipalResolver principals,
        AuthorizationFailures failures,
        DeliveryMethods deliveryMethods,
        Rules.Limits limits) {

    /**
     * Who decides about a request: an approver, and nobody about what they asked for themselves.
     */
    public Verdict approver(UserId who, SecretRequest request) {
        return policy.decide(principals.forDeciding(who), request.details().requester());
    }

    /**
     * Returns who may: the requester, and nobody else.
     *
     * @param what the others hear, with a place for the requester's name
     */
    public static Permission<SecretRequest> requesterOnly(String what) {
        return (who, request) -> byRequester(who, request.details().requester(), what);
    }

    private static Verdict byRequester(UserId who, UserId requester, String what) {
        return requester.equals(who)
                ? new Verdict.Allowed("The requester may.")
                : new Verdict.Refused(what.formatted(requester.mention()));
    }
}
