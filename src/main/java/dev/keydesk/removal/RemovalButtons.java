package dev.keydesk.removal;

import dev.keydesk.chat.Button;
import dev.keydesk.decision.DecisionGuard.Effect;
import dev.keydesk.decision.DecisionGuard.Permission;
import dev.keydesk.decision.StateButton;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.request.ReasonForm.No;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The buttons of a removal, for approvers and for the person who asked for it. */
final class RemovalButtons {
    private final Removals removals;
    private final RemovalPermissions may;
    private final ReasonForm reasonForm;
    private final RemovalDecisions decisions;

    RemovalButtons(
            Removals removals, RemovalPermissions may, ReasonForm reasonForm, InstantSource clock) {
        this.removals = removals;
        this.may = may;
        this.reasonForm = reasonForm;
        this.decisions = new RemovalDecisions(removals, may, clock);
    }

    /** Returns the buttons on the card, in order. */
    List<StateButton<Removal>> forApprovers() {
        return List.of(
                StateButton.of(
                        RemovalDecisions.APPROVE,
                        StateButton.in(Removal.Asked.class, RemovalButtons::approve),
                        this::approved),
                StateButton.<Removal>of(
                                "decline-removal",
                                StateButton.in(Removal.Asked.class, RemovalButtons::decline),
                                pressed(may::approver, decisions::formDidNotOpen))
                        .opensOrSettles(press ->
                                RemovalId.parse(press.subject()).isPresent()
                                        && reasonForm.open(No.TO_A_REMOVAL, press)),
                tryAgain(),
                keep());
    }

    /**
     * Returns the buttons on the messages to the person who asked; the card's buttons have the same
     * handlers.
     */
    List<StateButton<Removal>> forAsker() {
        return List.of(
                withdraw(StateButton.in(Removal.Asked.class, RemovalButtons::takeBack)),
                tryAgain(),
                keep());
    }

    private StateButton<Removal> tryAgain() {
        return StateButton.of(
                "retry-removal",
                StateButton.in(Removal.NeedsPerson.class, RemovalButtons::tryAgain),
                pressed(decisions::mayTryAgain, decisions::tryAgain));
    }

    private StateButton<Removal> keep() {
        return withdraw(StateButton.when(RemovalButtons::isPlannedOrStuck, RemovalButtons::stays));
    }

    private StateButton<Removal> withdraw(StateButton.Look<Removal> look) {
        return StateButton.of(
                RemovalDecisions.WITHDRAW,
                look,
                pressed(may::askerOrApprover, decisions::withdraw));
    }

    /** Returns the handler of the submitted reason. */
    Function<Interaction, InteractionAnswer> declined() {
        return pressed(may::approver, decisions::decline);
    }

    /** The permission depends on whether this click was handled before. */
    private InteractionAnswer approved(Interaction interaction) {
        return pressed((_, now) -> decisions.secondIfNeeded(interaction, now), decisions::approve)
                .apply(interaction);
    }

    private Function<Interaction, InteractionAnswer> pressed(
            Permission<Removal> permission, Effect<Removal> effect) {
        return removals.guard().pressed(permission, effect, RemovalAnswers::of);
    }

    private static Button approve(String action, Removal.Asked asked) {
        return Button.of(action, "Approve removal", asked.id().text())
                .danger()
                .spoken("Approve %s for %s".formatted(asked.id(), asked.details().app().name()))
                .confirm(
                        new Button.Confirm(
                                "Remove this secret?",
                                breaks(asked) + " This cannot be undone.",
                                "Remove it",
                                "Go back"));
    }

    private static Button decline(String action, Removal.Asked asked) {
        return Button.of(action, "Decline", asked.id().text())
                .spoken("Decline %s for %s".formatted(asked.id(), asked.details().app().name()));
    }

    private static boolean isPlannedOrStuck(Removal removal) {
        return removal instanceof Removal.Scheduled || removal instanceof Removal.NeedsPerson;
    }

    private static Button stays(String action, Removal removal) {
        return Button.of(action, "Keep the secret", removal.id().text())
                .spoken("Keep the secret of " + removal.id())
                .confirm(
                        new Button.Confirm(
                                "Keep this secret?",
                                RemovalText.plain(removal.details().credential())
                                        + " It stays, and its removal is cancelled.",
                                "Keep it",
                                "Go back"));
    }

    private static Button takeBack(String action, Removal.Asked removal) {
        return Button.of(action, "Withdraw", removal.id().text())
                .spoken("Withdraw " + removal.id());
    }

    private static Button tryAgain(String action, Removal.NeedsPerson removal) {
        return Button.of(action, "Try again", removal.id().text())
                .danger()
                .spoken("Try again to remove the secret of " + removal.id())
                .confirm(
                        new Button.Confirm(
                                "Remove this secret?", breaks(removal), "Remove it", "Go back"));
    }

    /** Slack's confirmation texts are plain and have at most 300 characters. */
    static String breaks(Removal removal) {
        return RemovalText.plain(removal.details().credential()) + " " + RemovalText.BREAKS;
    }
}
