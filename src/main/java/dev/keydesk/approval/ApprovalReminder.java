package dev.keydesk.approval;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.Policy;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.Optional;

/** Reminds the approvers once, in the card's thread, when half of the time to decide is over. */
public final class ApprovalReminder implements MessageRenderer<Versioned<SecretRequest>> {
    public static final String PLACE = "nudge";

    private final Policy policy;
    private final InstantSource clock;

    /** Renders the reminder for this policy. */
    public ApprovalReminder(Policy policy, InstantSource clock) {
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
        return isHalfway(stored.state())
                ? Optional.of(
                        RenderedMessage.single(
                                stored.version(),
                                new Destination.InThreadOf(ApprovalCard.PLACE),
                                OutgoingMessage.of(text(stored.state()))))
                : Optional.empty();
    }

    private boolean isHalfway(SecretRequest request) {
        if (!(request instanceof SecretRequest.Waiting waiting) || waiting.checked().isEmpty()) {
            return false;
        }
        return !clock.instant().isBefore(waiting.halfTime())
                && clock.instant().isBefore(waiting.decideBy());
    }

    private String text(SecretRequest request) {
        var waiting = (SecretRequest.Waiting) request;
        return "%s: %s is still waiting for a decision on %s. The request expires on %s."
                .formatted(
                        policy.whoDecides(),
                        waiting.details().requester().mention(),
                        waiting.ticket(),
                        Mrkdwn.date(waiting.decideBy()));
    }
}
