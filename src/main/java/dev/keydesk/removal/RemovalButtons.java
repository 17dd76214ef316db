package dev.keydesk.removal;

import dev.keydesk.chat.Button;

/** Buttons that stand in more than one place. */
final class RemovalButtons {
    private RemovalButtons() {}

    static Button keep(Removal removal) {
        return Button.of(RemovalDecisions.WITHDRAW, "Keep the key", removal.id().text())
                .spoken("Keep the key of " + removal.id())
                .confirm(
                        new Button.Confirm(
                                "Keep this key?",
                                RemovalText.plain(removal.details().key())
                                        + " It stays, and its removal is called off.",
                                "Keep it",
                                "Go back"));
    }

    static Button withdraw(Removal removal) {
        return Button.of(RemovalDecisions.WITHDRAW, "Withdraw", removal.id().text())
                .spoken("Withdraw " + removal.id());
    }

    static Button tryAgain(Removal removal) {
        return Button.of(RemovalDecisions.TRY_AGAIN, "Try again", removal.id().text())
                .danger()
                .spoken("Try again to remove the key of " + removal.id())
                .confirm(
                        new Button.Confirm(
                                "Remove this key?",
                                RemovalText.plain(removal.details().key())
                                        + " "
                                        + RemovalText.BREAKS,
                                "Remove it",
                                "Go back"));
    }
}
