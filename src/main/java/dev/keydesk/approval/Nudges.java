package dev.keydesk.approval;

import dev.keydesk.board.Destination;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.chat.Message;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;

import java.time.InstantSource;
import java.util.Optional;

/** One reminder in the card's thread, when half the time to decide is gone. */
public final class Nudges implements Drawing {
    public static final String PLACE = "nudge";

    private final Requests requests;
    private final Policy policy;
    private final InstantSource clock;

    public Nudges(Requests requests, Policy policy, InstantSource clock) {
        this.requests = requests;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return requests.find(new Ticket(subject))
                .filter(stored -> isHalfway(stored.request()))
                .map(stored ->
                        Drawn.one(
                                stored.version(),
                                new Destination.InThreadOf(ApprovalCard.PLACE),
                                Message.of(text(stored.request()))));
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
        return "%s: %s still waits for a decision on %s. It lapses on %s."
                .formatted(
                        policy.whoDecides(),
                        waiting.ask().requester().mention(),
                        waiting.ticket(),
                        Mrkdwn.date(waiting.decideBy()));
    }
}
