package dev.keydesk.request;

import dev.keydesk.config.Rules;

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
        Rules.Limits limits) {}
