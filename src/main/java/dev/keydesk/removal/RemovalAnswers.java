package dev.keydesk.removal;

import dev.keydesk.decision.DecisionOutcome;
import dev.keydesk.interactions.InteractionAnswer;

/** Turns decisions about removals into answers in Slack. */
final class RemovalAnswers {
    static final String UNKNOWN = "The desk does not know this removal, so nothing was changed.";

    private static final String OLD_CARD =
            "This is an older copy of the card, so nothing was changed. Use the newest card of this"
                    + " removal in the channel.";

    private RemovalAnswers() {}

    static InteractionAnswer of(DecisionOutcome<Removal> outcome) {
        return switch (outcome) {
            case DecisionOutcome.Done(_) -> InteractionAnswer.visibleAlready();
            case DecisionOutcome.NotFound() -> InteractionAnswer.say(UNKNOWN);
            case DecisionOutcome.Outdated(_) -> InteractionAnswer.say(OLD_CARD);
            case DecisionOutcome.NotAllowed(_, var because) -> InteractionAnswer.say(because);
            case DecisionOutcome.NotNow(_, var because) -> InteractionAnswer.say(because);
            case DecisionOutcome.Settled(var now) -> InteractionAnswer.say(settled(now));
            case DecisionOutcome.RaceLost(var now) -> InteractionAnswer.say(settled(now));
        };
    }

    private static String settled(Removal now) {
        return "Nothing was changed: %s is already settled. %s"
                .formatted(now.id(), RemovalText.headline(now));
    }
}
