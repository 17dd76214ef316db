package dev.keydesk.removal;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.decision.DecisionGuard.Effect;
import dev.keydesk.decision.DecisionGuard.Permission;
import dev.keydesk.decision.StateButton;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;

/** The buttons for the team of a renewed secret. */
final class RenewalButtons {
    private final Removals removals;
    private final RemovalPermissions may;
    private final RemovalDayForm dayForm;
    private final RenewalDecisions decisions;

    RenewalButtons(
            Removals removals,
            RemovalPermissions may,
            Credentials credentials,
            RemovalDayForm dayForm,
            InstantSource clock) {
        this.removals = removals;
        this.may = may;
        this.dayForm = dayForm;
        this.decisions = new RenewalDecisions(removals, credentials, clock);
    }

    /** Returns all buttons, in the order of the card. */
    List<StateButton<Removal>> all() {
        return List.of(
                StateButton.of(
                        "old-secret-remove",
                        StateButton.when(RenewalButtons::mayGo, RenewalButtons::now),
                        pressed(may::teamToRemove, decisions::remove)),
                StateButton.<Removal>of(
                                RenewalDecisions.REMOVE_ON,
                                StateButton.when(
                                        it -> it.teamDecides() || isPlanned(it),
                                        RenewalButtons::on),
                                pressed(may::teamToRemove, decisions::removeOn))
                        .opens(press -> dayForm.open(press.subject(), press.triggerId())),
                StateButton.of(
                        RenewalDecisions.KEEP,
                        StateButton.when(
                                it -> it.teamDecides() && it.keptBy().isEmpty(),
                                RenewalButtons::keep),
                        pressed(may::teamToKeep, decisions::keep)),
                StateButton.of(
                        "old-secret-call-off",
                        StateButton.when(RenewalButtons::isPlanned, RenewalButtons::callOff),
                        pressed(may::teamToKeep, decisions::callOff)));
    }

    private Function<Interaction, InteractionAnswer> pressed(
            Permission<Removal> permission, Effect<Removal> effect) {
        return removals.guard().pressed(permission, effect, RemovalAnswers::of);
    }

    private static boolean mayGo(Removal removal) {
        return removal.teamDecides()
                || isPlanned(removal)
                || (removal instanceof Removal.Asked && removal.details().isRenewed());
    }

    private static boolean isPlanned(Removal removal) {
        return removal instanceof Removal.Scheduled && removal.details().isRenewed();
    }

    private static Button now(String action, Removal removal) {
        boolean confirmed = removal.details().renewal().filter(Renewal::confirmed).isPresent();
        return ofTeam(action, "Remove now", removal)
                .danger()
                .spoken(
                        "Remove the old secret of "
                                + Mrkdwn.cut(removal.details().app().name(), 40))
                .confirm(
                        new Button.Confirm(
                                "Remove the old secret now?",
                                (confirmed ? "" : "Nobody has said that the new one arrived. ")
                                        + RemovalButtons.breaks(removal),
                                "Remove it",
                                "Go back"));
    }

    private static Button on(String action, Removal removal) {
        return ofTeam(action, isPlanned(removal) ? "Another date" : "Remove on a date", removal)
                .spoken("Choose the day on which the old secret is removed");
    }

    private static Button keep(String action, Removal removal) {
        return ofTeam(action, "Keep", removal)
                .spoken("Keep the old secret until it expires")
                .confirm(
                        new Button.Confirm(
                                "Keep the old secret?",
                                "It stays until it expires, and the desk sends no more reminders"
                                        + " about it. Your name is shown with it.",
                                "Keep it",
                                "Go back"));
    }

    private static Button callOff(String action, Removal removal) {
        return ofTeam(action, "Cancel removal", removal)
                .spoken("Cancel the removal of the old secret");
    }

    private static Button ofTeam(String action, String label, Removal removal) {
        return Button.of(action, label, PressedCard.of(removal).text());
    }
}
