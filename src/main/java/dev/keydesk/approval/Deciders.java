package dev.keydesk.approval;

import dev.keydesk.board.Board;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.LostRace;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Requests;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Unknown;
import dev.keydesk.request.Verdict;

import java.util.function.BiFunction;

/**
 * What every button of an approver goes through: the request as it is stored, the card as it was
 * posted, and who the person is at this moment. A refusal is answered, and kept in the audit log.
 */
public final class Deciders {
    private static final String OLD_CARD =
            "This is an older copy of the card, so nothing was changed. Use the newest card of this"
                    + " request in the channel.";

    private final Requests requests;
    private final Board board;
    private final Policy policy;
    private final Standings standings;
    private final Refusals refusals;

    public Deciders(
            Requests requests, Board board, Policy policy, Standings standings, Refusals refusals) {
        this.requests = requests;
        this.board = board;
        this.policy = policy;
        this.standings = standings;
        this.refusals = refusals;
    }

    /**
     * Runs the decision if that person may decide.
     *
     * @param decision gets the request as it is stored and the sentence that allows it; it is
     *     called again with the newer row if somebody else moved the request first
     */
    Answer decide(Click click, BiFunction<Stored, String, Answer> decision) {
        var stored = Ticket.parse(click.subject()).flatMap(requests::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        if (isOldCard(click)) {
            return Answer.say(OLD_CARD);
        }
        var standing = standings.forDeciding(click.by());
        return switch (policy.decide(standing, stored.get().ask().requester())) {
            case Verdict.Refused(var because) -> refusals.refuse(click, stored.get(), because);
            case Verdict.Allowed(var because) -> decide(stored.get(), because, decision);
            case Verdict.NeedsApproval(var because) ->
                    refusals.refuse(click, stored.get(), because);
        };
    }

    private Answer decide(
            Stored stored, String because, BiFunction<Stored, String, Answer> decision) {
        try {
            return decision.apply(stored, because);
        } catch (LostRace somebodyWasFaster) {
            return decide(requests.find(stored.ticket()).orElseThrow(), because, decision);
        }
    }

    /** A click from a modal stands on no message; the modal came from the card. */
    private boolean isOldCard(Click click) {
        var card = board.ref(click.subject(), ApprovalCard.PLACE);
        return click.on().isPresent() && card.isPresent() && !card.equals(click.on());
    }
}
