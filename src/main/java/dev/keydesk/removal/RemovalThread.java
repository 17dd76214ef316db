package dev.keydesk.removal;

import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.util.Optional;

/** Posts every outcome as a reply below the card, because edits notify nobody. */
final class RemovalThread implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = RemovalMessageKinds.THREAD;

    private final RemovalCard card;
    private final ApproverAudience approvers;

    RemovalThread(RemovalCard card, ApproverAudience approvers) {
        this.card = card;
        this.approvers = approvers;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return isOutcome(stored) && card.isShown(stored.state())
                ? Optional.of(
                        RenderedMessage.next(
                                stored.version(),
                                "v" + stored.version(),
                                new Destination.InThreadOf(ApproverAudience.PLACE),
                                approvers.outcome(stored.state())))
                : Optional.empty();
    }

    /**
     * The card tells the beginning of a removal, and the team's own card tells what the team keeps.
     */
    private static boolean isOutcome(Versioned<Removal> stored) {
        return switch (stored.state()) {
            case Removal.Proposed _ -> false;
            case Removal.Declined declined -> declined.reason().isPresent();
            case Removal.Gone gone -> gone.leftEntra();
            case Removal.Asked asked -> stored.version() > 1 && asked.firstPermit().isPresent();
            case Removal.BeingRemoved being ->
                    being.acceptedAt().isEmpty() && !isBegun(stored, being.permit(), being.since());
            case Removal.Scheduled planned ->
                    !isBegun(stored, planned.permit(), planned.permit().approvedAt());
            case Removal.NeedsPerson _, Removal.Withdrawn _ -> true;
        };
    }

    /** A team need not ask anybody, so its removal begins with its decision. */
    private static boolean isBegun(
            Versioned<Removal> stored, Removal.Permit permit, Instant since) {
        var details = stored.state().details();
        boolean isOfTeam =
                details.renewal().isPresent()
                        && permit.approver().equals(details.requestedBy())
                        && permit.approvedAt().equals(since);
        return stored.version() == 1 || isOfTeam;
    }
}
