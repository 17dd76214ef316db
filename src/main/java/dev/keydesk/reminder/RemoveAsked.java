package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.removal.RemovalCause;
import dev.keydesk.removal.RemovalRequest;
import dev.keydesk.removal.RemovalRequestOutcome;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.store.Db;

import java.util.Optional;

/**
 * Asks the approvers to remove a credential because a reader of its reminder wants that, once for
 * each credential.
 */
public final class RemoveAsked {
    private final ReminderLines lines;
    private final Credentials credentials;
    private final Removals removals;
    private final MemberGuard memberGuard;

    public RemoveAsked(
            Db db, Credentials credentials, Removals removals, PrincipalResolver principals) {
        this.lines = new ReminderLines(db);
        this.credentials = credentials;
        this.removals = removals;
        this.memberGuard = new MemberGuard(principals);
    }

    /** Whether the removal can be requested from that line. */
    sealed interface Looked {
        record Can(RemovalRequest removalRequest) implements Looked {}

        record Cannot(String because) implements Looked {}
    }

    /** Checks stored facts; Slack and Entra are not asked. */
    Looked request(UserId by, String line, String words) {
        return lines.find(line)
                .map(placed -> request(by, placed.line(), words))
                .orElse(new Looked.Cannot(SnoozeActions.UNKNOWN));
    }

    private Looked request(UserId by, ReminderLine line, String words) {
        if (line instanceof ReminderLine.Closed) {
            return new Looked.Cannot(SnoozeActions.settled(line));
        }
        var entry = line.entry();
        var wish =
                credentials
                        .find(entry.app().objectId(), entry.keyId())
                        .filter(Credential.Live.class::isInstance)
                        .map(live ->
                                new RemovalRequest(live.key(), by, RemovalCause.unused(words)));
        if (wish.isEmpty()) {
            return new Looked.Cannot(
                    "The secret is no longer in Entra, as the last scan saw, so there is nothing to"
                            + " remove.");
        }
        return removals.objection(wish.get())
                .or(() -> askedBefore(entry))
                .<Looked>map(Looked.Cannot::new)
                .orElseGet(() -> new Looked.Can(wish.get()));
    }

    private Optional<String> askedBefore(ReminderEntry entry) {
        return removals.openFor(entry.app().objectId(), entry.keyId())
                .map(before -> new RemovalRequestOutcome.AskedBefore(before).says());
    }

    /** Handles the submitted form. */
    public InteractionAnswer ask(Interaction interaction) {
        var refusal = memberGuard.refusal(interaction.user());
        if (refusal.isPresent()) {
            return InteractionAnswer.say(refusal.get());
        }
        if (isOwnWork(interaction)) {
            return InteractionAnswer.visibleAlready();
        }
        return switch (request(
                interaction.user(), interaction.subject(), interaction.text().strip())) {
            case Looked.Cannot(var because) -> InteractionAnswer.say(because);
            case Looked.Can(var removalRequest) ->
                    answer(removals.ask(removalRequest, Optional.empty()));
        };
    }

    /** A click is handled at least once; the second time finds the work of the first. */
    private boolean isOwnWork(Interaction interaction) {
        return lines.find(interaction.subject())
                .map(placed -> placed.line().entry())
                .filter(entry ->
                        removals.isWorkOf(interaction, entry.app().objectId(), entry.keyId()))
                .isPresent();
    }

    /** An accepted request is visible on a message that stays. */
    private static InteractionAnswer answer(RemovalRequestOutcome outcome) {
        return outcome instanceof RemovalRequestOutcome.Taken
                ? InteractionAnswer.visibleAlready()
                : InteractionAnswer.say(outcome.says());
    }
}
