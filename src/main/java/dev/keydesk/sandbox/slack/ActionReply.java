package dev.keydesk.sandbox.slack;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of something a person did: the bot's acknowledgement, how long it took by the wall
 * clock, and the trouble Slack would have shown the person.
 *
 * <p>The status is 0 when there was no answer, and when Slack did not even ask the bot.
 */
public record ActionReply(int status, String body, Duration took, Optional<String> problem) {

    /** Slack stopped the person before anything reached the bot. */
    static ActionReply notSent(String problem) {
        return new ActionReply(0, "", Duration.ZERO, Optional.of(problem));
    }

    /** Something only this person's own screen knows about. */
    static ActionReply onScreenOnly() {
        return new ActionReply(0, "", Duration.ZERO, Optional.empty());
    }

    /** Whether the person saw no trouble. */
    public boolean fine() {
        return problem.isEmpty();
    }
}
