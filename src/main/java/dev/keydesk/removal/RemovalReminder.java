package dev.keydesk.removal;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.Policy;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Reminds the approvers once, in the card's thread, when half of the time to decide is over. A
 * removal does not lapse: the secret stays until somebody decides, and so does the question.
 */
final class RemovalReminder implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = "removal-nudge";

    /** The kind of job that reminds the approvers. */
    public static final JobKind NUDGE = new JobKind("nudge-removal");

    private final Removals removals;
    private final Policy policy;
    private final InstantSource clock;

    RemovalReminder(Removals removals, Policy policy, InstantSource clock) {
        this.removals = removals;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return isHalfway(stored.state())
                ? Optional.of(
                        RenderedMessage.next(
                                stored.version(),
                                stored.state().details().roundSlot(),
                                new Destination.InThreadOf(ApproverAudience.PLACE),
                                OutgoingMessage.of(text(stored.state().details()))))
                : Optional.empty();
    }

    private boolean isHalfway(Removal removal) {
        return removal instanceof Removal.Asked
                && !clock.instant().isBefore(removals.nudgedAt(removal.details()));
    }

    private String text(RemovalDetails details) {
        return "%s: %s is still waiting for a decision on %s, %s. The secret stays until somebody decides."
                .formatted(
                        policy.whoDecides(),
                        details.requestedBy().mention(),
                        details.id(),
                        RemovalText.subject(details.credential()));
    }
}
