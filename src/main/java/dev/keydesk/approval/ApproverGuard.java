package dev.keydesk.approval;

import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.request.AuthorizationFailures;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Requests;
import dev.keydesk.request.StoredRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.UnknownTicketMessage;
import dev.keydesk.request.Verdict;
import dev.keydesk.workflow.StaleVersionException;

import java.util.function.BiFunction;

/**
 * What every button of an approver goes through: the request as it is stored, the card as it was
 * posted, and who the person is at this moment. A refusal is answered, and kept in the audit log.
 */
public final class ApproverGuard {
    private static final String OLD_CARD =
            "This is an older copy of the card, so nothing was changed. Use the newest card of this"
                    + " request in the channel.";

    private final Requests requests;
    private final LiveMessages liveMessages;
    private final Policy policy;
    private final PrincipalResolver principals;
    private final AuthorizationFailures failures;

    public ApproverGuard(
            Requests requests,
            LiveMessages liveMessages,
            Policy policy,
            PrincipalResolver principals,
            AuthorizationFailures failures) {
        this.requests = requests;
        this.liveMessages = liveMessages;
        this.policy = policy;
        this.principals = principals;
        this.failures = failures;
    }

    /**
     * Runs the decision if that person may decide.
     *
     * @param decision gets the request as it is stored and the sentence that allows it; it is
     *     called again with the newer row if somebody else moved the request first
     */
    InteractionAnswer decide(
            Interaction interaction,
            BiFunction<StoredRequest, String, InteractionAnswer> decision) {
        var stored = Ticket.parse(interaction.subject()).flatMap(requests::find);
        if (stored.isEmpty()) {
            return InteractionAnswer.say(UnknownTicketMessage.TICKET);
        }
        if (isOldCard(interaction)) {
            return InteractionAnswer.say(OLD_CARD);
        }
        var principal = principals.forDeciding(interaction.user());
        return switch (policy.decide(principal, stored.get().details().requester())) {
            case Verdict.Refused(var because) ->
                    failures.refuse(interaction, stored.get(), because);
            case Verdict.Allowed(var because) -> decide(stored.get(), because, decision);
        };
    }

    private InteractionAnswer decide(
            StoredRequest stored,
            String because,
            BiFunction<StoredRequest, String, InteractionAnswer> decision) {
        try {
            return decision.apply(stored, because);
        } catch (StaleVersionException somebodyWasFaster) {
            return decide(requests.find(stored.ticket()).orElseThrow(), because, decision);
        }
    }

    /** A click from a modal stands on no message; the modal came from the card. */
    private boolean isOldCard(Interaction interaction) {
        var card = liveMessages.ref(interaction.subject(), ApprovalCard.PLACE);
        return interaction.message().isPresent()
                && card.isPresent()
                && !card.equals(interaction.message());
    }
}
