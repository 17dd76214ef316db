package dev.keydesk.removal;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;

import java.util.List;

/** The buttons of a removal, for each group of readers. */
final class RemovalButtons {
    private RemovalButtons() {}

    /** Returns the buttons for approvers. */
    static List<Button> forApprovers(Removal removal) {
        return switch (removal) {
            case Removal.Asked asked -> List.of(approve(asked), decline(asked));
            case Removal.Scheduled _ -> List.of(stays(removal));
            case Removal.NeedsPerson _ -> List.of(tryAgain(removal), stays(removal));
            case Removal.Proposed _,
                    Removal.BeingRemoved _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ ->
                    List.of();
        };
    }

    /** Returns the buttons for the person who asked for it. */
    static List<Button> forAsker(Removal removal) {
        return removal instanceof Removal.Asked
                ? List.of(withdraw(removal))
                : forApprovers(removal);
    }

    /** Returns the buttons for the team that decides about a renewed secret. */
    static List<Button> forTeam(Removal removal) {
        if (!removal.details().isRenewed()) {
            return List.of();
        }
        return switch (removal) {
            case Removal.Proposed _, Removal.Declined _, Removal.Withdrawn _ ->
                    removal.keptBy().isPresent()
                            ? List.of(now(removal), on(removal, "Remove on a date"))
                            : List.of(now(removal), on(removal, "Remove on a date"), keep(removal));
            case Removal.Asked _ -> List.of(now(removal));
            case Removal.Scheduled _ ->
                    List.of(now(removal), on(removal, "Another date"), callOff(removal));
            case Removal.BeingRemoved _, Removal.NeedsPerson _, Removal.Gone _ -> List.of();
        };
    }

    private static Button approve(Removal.Asked asked) {
        return Button.of(RemovalDecisions.APPROVE, "Approve removal", asked.id().text())
                .danger()
                .spoken("Approve %s for %s".formatted(asked.id(), asked.details().app().name()))
                .confirm(
                        new Button.Confirm(
                                "Remove this secret?",
                                breaks(asked) + " This cannot be undone.",
                                "Remove it",
                                "Go back"));
    }

    private static Button decline(Removal.Asked asked) {
        return Button.of(RemovalDecisions.ASK_WHY_DECLINE, "Decline", asked.id().text())
                .spoken("Decline %s for %s".formatted(asked.id(), asked.details().app().name()));
    }

    private static Button stays(Removal removal) {
        return Button.of(RemovalDecisions.WITHDRAW, "Keep the secret", removal.id().text())
                .spoken("Keep the secret of " + removal.id())
                .confirm(
                        new Button.Confirm(
                                "Keep this secret?",
                                RemovalText.plain(removal.details().key())
                                        + " It stays, and its removal is cancelled.",
                                "Keep it",
                                "Go back"));
    }

    private static Button withdraw(Removal removal) {
        return Button.of(RemovalDecisions.WITHDRAW, "Withdraw", removal.id().text())
                .spoken("Withdraw " + removal.id());
    }

    private static Button tryAgain(Removal removal) {
        return Button.of(RemovalDecisions.TRY_AGAIN, "Try again", removal.id().text())
                .danger()
                .spoken("Try again to remove the secret of " + removal.id())
                .confirm(
                        new Button.Confirm(
                                "Remove this secret?", breaks(removal), "Remove it", "Go back"));
    }

    private static Button now(Removal removal) {
        boolean confirmed = removal.details().renewal().filter(Renewal::confirmed).isPresent();
        return ofTeam(RenewalDecisions.REMOVE, "Remove now", removal)
                .danger()
                .spoken(
                        "Remove the old secret of "
                                + Mrkdwn.cut(removal.details().app().name(), 40))
                .confirm(
                        new Button.Confirm(
                                "Remove the old secret now?",
                                (confirmed ? "" : "Nobody has said that the new one arrived. ")
                                        + breaks(removal),
                                "Remove it",
                                "Go back"));
    }

    private static Button on(Removal removal, String label) {
        return ofTeam(RenewalDecisions.REMOVE_ON, label, removal)
                .spoken("Choose the day on which the old secret is removed");
    }

    private static Button keep(Removal removal) {
        return ofTeam(RenewalDecisions.KEEP, "Keep", removal)
                .spoken("Keep the old secret until it expires")
                .confirm(
                        new Button.Confirm(
                                "Keep the old secret?",
                                "It stays until it expires, and the desk sends no more reminders"
                                        + " about it. Your name is shown with it.",
                                "Keep it",
                                "Go back"));
    }

    private static Button callOff(Removal removal) {
        return ofTeam(RenewalDecisions.CALL_OFF, "Cancel removal", removal)
                .spoken("Cancel the removal of the old secret");
    }

    private static Button ofTeam(String action, String label, Removal removal) {
        return Button.of(action, label, PressedCard.of(removal).text());
    }

    /** Slack's confirmation texts are plain and have at most 300 characters. */
    private static String breaks(Removal removal) {
        return RemovalText.plain(removal.details().key()) + " " + RemovalText.BREAKS;
    }
}
