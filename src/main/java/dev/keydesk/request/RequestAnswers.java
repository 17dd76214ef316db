package dev.keydesk.request;

import dev.keydesk.decision.DecisionOutcome;
import dev.keydesk.interactions.InteractionAnswer;

import java.util.function.Function;

/** Turns decisions about requests into answers in Slack. */
public final class RequestAnswers {
    private static final String OLD_CARD =
            "This is an older copy of the card, so nothing was changed. Use the newest card of this"
                    + " request in the channel.";

    private RequestAnswers() {}

    /**
     * Returns the answer to the person who clicked.
     *
     * @param settled returns the answer about a request for which there is nothing left to decide
     */
    public static InteractionAnswer of(
            DecisionOutcome<SecretRequest> outcome, Function<SecretRequest, String> settled) {
        return switch (outcome) {
            case DecisionOutcome.Done(_) -> InteractionAnswer.visibleAlready();
            case DecisionOutcome.NotFound() -> InteractionAnswer.say(UnknownTicketMessage.TICKET);
            case DecisionOutcome.Outdated(_) -> InteractionAnswer.say(OLD_CARD);
            case DecisionOutcome.NotAllowed(_, var because) -> InteractionAnswer.say(because);
            case DecisionOutcome.NotNow(_, var because) -> InteractionAnswer.say(because);
            case DecisionOutcome.Settled(var now) -> InteractionAnswer.say(settled.apply(now));
            case DecisionOutcome.RaceLost(var now) ->
                    InteractionAnswer.say(StatusText.unchanged(now));
        };
    }
}
