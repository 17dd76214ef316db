package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.board.Board;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.reminder.Lines.Placed;
import dev.keydesk.request.Standings;
import dev.keydesk.store.Db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Somebody has seen it: the line says who, and until when. That is always the next step of the key;
 * nothing is snoozed for ever.
 */
public final class Snoozing {
    static final String UNKNOWN =
            "The desk does not know this reminder any more, so nothing was changed. Use the newest"
                    + " message about the key.";

    private final Db db;
    private final Lines lines;
    private final StandingLines standing;
    private final ToldSteps steps;
    private final AuditLog audit;
    private final Members members;
    private final InstantSource clock;

    Snoozing(
            Db db,
            ToldSteps steps,
            Board board,
            AuditLog audit,
            Standings standings,
            InstantSource clock) {
        this.db = db;
        this.lines = new Lines(db);
        this.standing = new StandingLines(db, board);
        this.steps = steps;
        this.audit = audit;
        this.members = new Members(standings);
        this.clock = clock;
    }

    public Answer snooze(Click click) {
        var refusal = members.refusal(click.by());
        if (refusal.isPresent()) {
            return Answer.say(refusal.get());
        }
        return lines.find(click.subject())
                .map(placed -> snooze(click, placed))
                .orElse(Answer.say(UNKNOWN));
    }

    private Answer snooze(Click click, Placed placed) {
        return switch (placed.line()) {
            case Line.Open open -> snooze(click, placed, open);
            case Line.Snoozed snoozed when isOwnClick(click, snoozed) -> Answer.seen();
            case Line.Snoozed _, Line.Moved _, Line.Closed _ -> Answer.say(settled(placed.line()));
        };
    }

    /** A click is settled at least once; the second time finds its own work. */
    private static boolean isOwnClick(Click click, Line.Snoozed snoozed) {
        return snoozed.by().equals(click.by());
    }

    /** What somebody else did meanwhile, for those who press on a line that is done. */
    static String settled(Line line) {
        return switch (line) {
            case Line.Open _ -> "Nothing was changed; please press again.";
            case Line.Snoozed(_, var by, var until) ->
                    "%s has snoozed it already, until %s. Nothing was changed."
                            .formatted(by.mention(), Mrkdwn.date(until));
            case Line.Moved(_, var by, var to) ->
                    "%s has moved it to %s. Nothing was changed."
                            .formatted(by.mention(), to.mention());
            case Line.Closed(_, var because, _, var newEnd) ->
                    newEnd.map(Mrkdwn::date)
                            .map(end -> LineText.moved(end) + " Nothing was changed.")
                            .orElse("There is nothing left to do: %s.".formatted(because));
        };
    }

    private Answer snooze(Click click, Placed placed, Line.Open open) {
        var until = open.told().next().filter(clock.instant()::isBefore);
        if (until.isEmpty()) {
            return Answer.say(
                    "Its next step has come, or this was the last one, so there is nothing to"
                            + " snooze. It is never silenced for ever.");
        }
        boolean done =
                db.write(tx -> {
                    boolean moved = standing.move(tx, placed, open.snooze(click.by(), until.get()));
                    if (moved) {
                        steps.snooze(tx, open.told().keyEnd(), click.by(), until.get());
                        audit.append(tx, event(click, open.told(), until.get()));
                    }
                    return moved;
                });
        return done
                ? Answer.seen()
                : Answer.say(
                        Optional.of(placed.id())
                                .flatMap(lines::find)
                                .map(now -> settled(now.line()))
                                .orElse(UNKNOWN));
    }

    private AuditEvent event(Click click, Told told, Instant until) {
        return AuditEvent.ofDesk(
                clock.instant(),
                "reminder-snoozed",
                Actor.of(click.by()),
                "%s key %s is snoozed until %s.".formatted(told.app().name(), told.keyId(), until));
    }
}
