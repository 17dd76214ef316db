package dev.keydesk.sandbox.page;

import dev.keydesk.sandbox.slack.Reply;

import java.util.Optional;

/**
 * What came of something a person did.
 *
 * @param problem what Slack told the person, if anything
 * @param status the bot's answer; 0 if Slack did not ask it
 */
record Outcome(Optional<String> problem, int status, long tookMillis) {

    static Outcome of(Reply reply) {
        return new Outcome(reply.problem(), reply.status(), reply.took().toMillis());
    }

    static Outcome fine() {
        return new Outcome(Optional.empty(), 0, 0);
    }
}
