package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.slack.ActionReply;

import java.util.Optional;

/**
 * The result of a person's action.
 *
 * @param problem what Slack told the person, if anything
 * @param status of Keydesk's answer; 0 if Slack did not call it
 */
record ActionOutcome(Optional<String> problem, int status, long tookMillis) {

    static ActionOutcome of(ActionReply reply) {
        return new ActionOutcome(reply.problem(), reply.status(), reply.took().toMillis());
    }

    static ActionOutcome fine() {
        return new ActionOutcome(Optional.empty(), 0, 0);
    }
}
