package dev.keydesk.sandbox.slack;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of a person's action: the bot's acknowledgement, how long it took by the wall clock,
 * and the problem that Slack would have shown the person.
 *
 * <p>The status is 0 if there was no answer, or if Slack did not send anything to the bot.
 */
public record ActionReply(int status, String body, Duration took, Optional<String> problem) {

    /** Slack stopped the action before anything reached the bot. */
    static ActionReply notSent(String problem) {
        return new ActionReply(0, "", Duration.ZERO, Optional.of(problem));
    }

    /** The action changed only this person's own screen. */
    static ActionReply onScreenOnly() {
        return new ActionReply(0, "", Duration.ZERO, Optional.empty());
    }

    /** Returns whether the person saw no problem. */
    public boolean fine() {
        return problem.isEmpty();
    }
}
