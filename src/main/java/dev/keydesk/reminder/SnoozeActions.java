package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.store.Db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Handles Snooze: the line says who snoozed it, and until when. That is always the next step of the
 * credential; nothing is snoozed for ever.
 */
public final class SnoozeActions {
    static final String UNKNOWN =
            "The desk does not know this reminder any more, so nothing was changed. Use the newest"
                    + " message about the credential.";

    private final Db db;
    private final ReminderLines lines;
    private final OpenReminderLines standing;
    private final ReminderLog steps;
    private final AuditLog audit;
    private final MemberGuard memberGuard;
    private final InstantSource clock;

    SnoozeActions(
            Db db,
            ReminderLog steps,
            LiveMessages liveMessages,
            AuditLog audit,
            PrincipalResolver principals,
            InstantSource clock) {
        this.db = db;
        this.lines = new ReminderLines(db);
        this.standing = new OpenReminderLines(db, liveMessages);
        this.steps = steps;
        this.audit = audit;
        this.memberGuard = new MemberGuard(principals);
        this.clock = clock;
    }

    /** Handles the click. */
    public InteractionAnswer snooze(Interaction interaction) {
        var refusal = memberGuard.refusal(interaction.user());
        if (refusal.isPresent()) {
            return InteractionAnswer.say(refusal.get());
        }
        return lines.find(interaction.subject())
                .map(placed -> snooze(interaction, placed))
                .orElse(InteractionAnswer.say(UNKNOWN));
    }

    private InteractionAnswer snooze(Interaction interaction, Placed placed) {
        return switch (placed.line()) {
            case ReminderLine.Open open -> snooze(interaction, placed, open);
            case ReminderLine.Snoozed snoozed when isOwnClick(interaction, snoozed) ->
                    InteractionAnswer.visibleAlready();
            case ReminderLine.Snoozed _, ReminderLine.Moved _, ReminderLine.Closed _ ->
                    InteractionAnswer.say(settled(placed.line()));
        };
    }

    /** A click is handled at least once; the second time finds the work of the first. */
    private static boolean isOwnClick(Interaction interaction, ReminderLine.Snoozed snoozed) {
        return snoozed.snoozedBy().equals(interaction.user());
    }

    /** Returns what somebody else did meanwhile, for a click on a finished line. */
    static String settled(ReminderLine line) {
        return switch (line) {
            case ReminderLine.Open _ -> "Nothing was changed; please press again.";
            case ReminderLine.Snoozed(_, var by, var until) ->
                    "%s has already snoozed it, until %s. Nothing was changed."
                            .formatted(by.mention(), Mrkdwn.date(until));
            case ReminderLine.Moved(_, var by, var to) ->
                    "%s has moved it to %s. Nothing was changed."
                            .formatted(by.mention(), to.mention());
            case ReminderLine.Closed(_, var because, _, var newEnd) ->
                    newEnd.map(Mrkdwn::date)
                            .map(end -> ReminderLineText.moved(end) + " Nothing was changed.")
                            .orElse("There is nothing left to do: %s.".formatted(because));
        };
    }

    private InteractionAnswer snooze(
            Interaction interaction, Placed placed, ReminderLine.Open open) {
        var until = open.entry().nextReminder().filter(clock.instant()::isBefore);
        if (until.isEmpty()) {
            return InteractionAnswer.say(
                    "The next reminder is due, or this was the last one, so there is nothing to"
                            + " snooze. A reminder can only be snoozed until the next one.");
        }
        boolean done =
                db.write(tx -> {
                    boolean moved =
                            standing.move(tx, placed, open.snooze(interaction.user(), until.get()));
                    if (moved) {
                        steps.snooze(tx, open.entry().keyEnd(), interaction.user(), until.get());
                        audit.append(tx, event(interaction, open.entry(), until.get()));
                    }
                    return moved;
                });
        return done
                ? InteractionAnswer.visibleAlready()
                : InteractionAnswer.say(
                        Optional.of(placed.id())
                                .flatMap(lines::find)
                                .map(now -> settled(now.line()))
                                .orElse(UNKNOWN));
    }

    private AuditEvent event(Interaction interaction, ReminderEntry entry, Instant until) {
        return AuditEvent.ofDesk(
                clock.instant(),
                "reminder-snoozed",
                Actor.of(interaction.user()),
                "%s credential %s is snoozed until %s."
                        .formatted(entry.app().name(), entry.keyId(), until));
    }
}
