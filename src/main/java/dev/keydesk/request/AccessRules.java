package dev.keydesk.request;

import dev.keydesk.config.Rules;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.decision.DecisionGuard.Permission;
import dev.keydesk.decision.Verdict;

/**
 * Who may do what, according to {@code keydesk.yml} and what Slack says about a person at that
 * moment.
 *
 * @param failures answers and audits what a person may not do
 * @param deliveryMethods how a secret may be handed over
 */
public record AccessRules(
        Policy policy,
        PrincipalResolver principals,
        AuthorizationFailures failures,
        DeliveryMethods deliveryMethods,
        Rules.Limits limits) {

    /**
     * Decides whether the person may approve the request: an approver, who is not its requester.
     */
    public Verdict approver(UserId who, SecretRequest request) {
        return policy.decide(principals.forDeciding(who), request.details().requester());
    }

    /**
     * Returns the permission for the requester only.
     *
     * @param what the answer to other people, with a place for the requester's name
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
