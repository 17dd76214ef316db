package dev.keydesk.approval;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.StoredRequest;

import java.util.Optional;

/**
 * Every outcome as a reply in the card's thread. Edits notify nobody, and some workspaces forbid
 * them after a while; a reply is seen, and stays.
 */
public final class CardThread implements MessageRenderer<StoredRequest> {
    public static final String PLACE = "thread";

    private final ApprovalCard card;

    public CardThread(ApprovalCard card) {
        this.card = card;
    }

    @Override
    public Optional<RenderedMessage> of(StoredRequest stored) {
        return isOutcome(stored.request()) && card.isShown(stored.request())
                ? Optional.of(
                        RenderedMessage.next(
                                stored.version(),
                                "v" + stored.version(),
                                new Destination.InThreadOf(ApprovalCard.PLACE),
                                OutgoingMessage.of(StatusText.of(stored.request()))))
                : Optional.empty();
    }

    private static boolean isOutcome(SecretRequest request) {
        return switch (request) {
            // The steps of a pick-up follow each other within seconds; its end is what counts.
            case SecretRequest.Waiting _, SecretRequest.Minting _, SecretRequest.Done _ -> false;
            // Whoever approved has to hear at once that a secret fell into other hands.
            case SecretRequest.TakingBack taking ->
                    taking.why() == SecretRequest.TakingBack.Why.NOT_ME;
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
