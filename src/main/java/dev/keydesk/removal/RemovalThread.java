package dev.keydesk.removal;

import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/** Every outcome as a reply below the card: edits notify nobody, and replies stay. */
public final class RemovalThread implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = RemovalMessageKinds.THREAD;

    private final RemovalCard card;

    public RemovalThread(RemovalCard card) {
        this.card = card;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return isOutcome(stored) && card.stands(stored.state())
                ? Optional.of(
                        RenderedMessage.next(
                                stored.version(),
                                "v" + stored.version(),
                                new Destination.InThreadOf(RemovalCard.PLACE),
                                card.outcome(stored.state())))
                : Optional.empty();
    }

    /** What a removal begins with is told by the card. */
    private static boolean isOutcome(Versioned<Removal> stored) {
        return switch (stored.state()) {
            case Removal.Asked asked -> stored.version() > 1 && asked.first().isPresent();
            case Removal.BeingRemoved being -> stored.version() > 1 && being.acceptedAt().isEmpty();
            case Removal.Scheduled _ -> stored.version() > 1;
            case Removal.NeedsPerson _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    true;
        };
    }
}
