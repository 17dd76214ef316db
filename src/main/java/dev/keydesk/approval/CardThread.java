package dev.keydesk.approval;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/**
 * Posts every outcome as a reply in the card's thread. An edit notifies nobody, and some workspaces
 * forbid edits after a while; a reply is noticed and stays.
 */
public final class CardThread implements MessageRenderer<Versioned<SecretRequest>> {
    public static final String PLACE = "thread";

    private final ApprovalCard card;

    /** Replies for requests with a card. */
    public CardThread(ApprovalCard card) {
        this.card = card;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
        return isOutcome(stored.state()) && card.isShown(stored.state())
                ? Optional.of(
                        RenderedMessage.next(
                                stored.version(),
                                "v" + stored.version(),
                                new Destination.InThreadOf(ApprovalCard.PLACE),
                                OutgoingMessage.of(StatusText.of(stored.state()))))
                : Optional.empty();
    }

    private static boolean isOutcome(SecretRequest request) {
        return switch (request) {
            // The steps of a pick-up follow each other within seconds; only its end is posted.
            case SecretRequest.Waiting _, SecretRequest.Minting _, SecretRequest.Done _ -> false;
            // The approver must know at once that somebody else saw the secret.
            case SecretRequest.TakingBack taking ->
                    taking.cause() == SecretRequest.TakingBack.Why.NOT_ME;
            case SecretRequest.Approved _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    true;
        };
    }
}
