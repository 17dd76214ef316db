package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.board.Addressee;
import dev.keydesk.board.Board;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.config.UserId;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.reminder.Digests.StoredPart;
import dev.keydesk.reminder.Lines.Placed;
import dev.keydesk.reminder.Told.KeyEnd;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Verdict;
import dev.keydesk.store.Db;
import dev.keydesk.store.Tx;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the reminders of an app where its team reads: what is open moves there at once, and what is
 * to come follows. Both messages say who did it, and the owners are told.
 *
 * <p>An owner, somebody who reads where the reminder stands, and an approver may. Anybody else
 * could take the reminders of others away from them.
 */
public final class NotOurs {
    private static final int NAME_SHOWN = 60;

    private final Db db;
    private final Lines lines;
    private final Digests digests;
    private final StandingLines standing;
    private final MovedApps moved;
    private final Posting posting;
    private final Router router;
    private final AuditLog audit;
    private final Members members;
    private final Policy policy;
    private final Standings standings;
    private final Refusals refusals;
    private final Teams teams;
    private final MovedNotice notice;
    private final People people;
    private final Reminders rules;
    private final InstantSource clock;

    NotOurs(
            Db db,
            Posting posting,
            Router router,
            Board board,
            AuditLog audit,
            Policy policy,
            Standings standings,
            Refusals refusals,
            Teams teams,
            MovedNotice notice,
            People people,
            Reminders rules,
            InstantSource clock) {
        this.db = db;
        this.lines = new Lines(db);
        this.digests = new Digests(db);
        this.standing = new StandingLines(db, board);
        this.moved = new MovedApps(db);
        this.posting = posting;
        this.router = router;
        this.audit = audit;
        this.members = new Members(standings);
        this.policy = policy;
        this.standings = standings;
        this.refusals = refusals;
        this.teams = teams;
        this.notice = notice;
        this.people = people;
        this.rules = rules;
        this.clock = clock;
    }

    /** A form that was sent, or a line whose form could not be opened. */
    public Answer move(Click click) {
        var refusal = members.refusal(click.by());
        if (refusal.isPresent()) {
            return Answer.say(refusal.get());
        }
        return lines.find(click.subject())
                .map(placed -> move(click, placed))
                .orElse(Answer.say(Snoozing.UNKNOWN));
    }

    private Answer move(Click click, Placed placed) {
        return switch (placed.line()) {
            case Line.Open _, Line.Snoozed _ -> checked(click, placed);
            case Line.Moved(_, var by, var to) when by.equals(click.by()) && isTo(click, to) ->
                    Answer.seen();
            case Line.Moved _, Line.Closed _ -> Answer.say(Snoozing.settled(placed.line()));
        };
    }

    private static boolean isTo(Click click, ChannelId channel) {
        return channel.value().equals(click.text());
    }

    private Answer checked(Click click, Placed placed) {
        var told = placed.line().told();
        if (router.rule(told.app()).isPresent()) {
            return Answer.say(NotOursForm.onlyOperators(told));
        }
        if (!click.text().matches("[CG][A-Z0-9]{2,20}")) {
            return Answer.say(
                    "That is no channel, so nothing was changed. Choose one in the list.");
        }
        var part = digests.find(placed.part()).orElseThrow();
        var to = new ChannelId(click.text());
        if (!mayMove(click, told, part)) {
            return refused(click, told);
        }
        if (part.part().to().equals(Addressee.channel(to))) {
            return Answer.say("That is the channel it stands in, so nothing was changed.");
        }
        return new DeskChannel("channel", to, people)
                .trouble()
                .map(trouble -> Answer.say(trouble.sentence() + " Nothing was moved."))
                .orElseGet(() -> move(click, told, part, to));
    }

    private boolean mayMove(Click click, Told told, StoredPart part) {
        return reads(click, part)
                || policy.decideAlone(standings.forDeciding(click.by())) instanceof Verdict.Allowed
                || teams.ownersOf(told.app()).contains(click.by());
    }

    private boolean reads(Click click, StoredPart part) {
        var there = part.part().to();
        return there.isPerson()
                ? there.equals(Addressee.person(click.by()))
                : isMember(click.by(), new ChannelId(there.id()));
    }

    /** Closed on doubt: whom Slack does not show in the channel is not in it. */
    private boolean isMember(UserId who, ChannelId channel) {
        try {
            return people.isMemberOf(channel, who);
        } catch (ChatFailure.Refused untold) {
            return false;
        }
    }

    private Answer refused(Click click, Told told) {
        var because =
                "Only the owners of %s, the members of the channel its reminders go to, and %s can send them elsewhere. Nothing was changed."
                        .formatted(
                                Mrkdwn.escape(told.app().name(), NAME_SHOWN), policy.whoDecides());
        return refusals.refuse(
                click.by(), "%s of %s".formatted(click.action(), told.app().objectId()), because);
    }

    private Answer move(Click click, Told told, StoredPart part, ChannelId to) {
        var now = clock.instant();
        var timing = rules.usualIn(to);
        var day = LocalDate.ofInstant(now, timing.at().zone());
        var open = lines.openOfApp(told.app().objectId());
        // A mention would ring the phone of whoever has just pressed.
        var mover = Mrkdwn.escape(people.known(click.by()).name(), NAME_SHOWN);
        db.writing(tx -> {
            moved.move(tx, told.app().objectId(), to, click.by(), now);
            notice.schedule(tx, told.app(), now);
            var taken = takenAway(tx, click, open, to);
            if (!taken.isEmpty()) {
                posting.post(
                        tx,
                        Addressee.channel(to),
                        day,
                        part.part().asOf(),
                        Optional.of("%s moved this here from %s.".formatted(mover, from(part))),
                        taken.stream()
                                .filter(line -> line.end().isAfter(Agenda.since(now)))
                                .map(line -> forThem(line, day, now, timing, click))
                                .toList());
            }
            audit.append(
                    tx,
                    AuditEvent.ofDesk(
                            now,
                            "reminders-moved",
                            Actor.of(click.by()),
                            "Reminders of %s (%s) go to %s from now on."
                                    .formatted(
                                            told.app().name(), told.app().objectId(), to.value())));
        });
        return Answer.seen();
    }

    private static String from(StoredPart part) {
        var there = part.part().to();
        return there.isPerson() ? "a direct message" : there.mention();
    }

    private static Told forThem(Told told, LocalDate day, Instant now, Timing timing, Click click) {
        var why = "%s sent its reminders there".formatted(click.by().mention());
        return told.by(new ReminderPlan(timing), day, now, LookedAfter.because(why));
    }

    /** Every open line of the app, wherever it stands; each key once, as it was told last. */
    private List<Told> takenAway(Tx tx, Click click, List<Placed> open, ChannelId to) {
        Map<KeyEnd, Told> taken = new LinkedHashMap<>();
        for (var line : open) {
            var told = line.line().told();
            if (standing.move(tx, line, new Line.Moved(told, click.by(), to))) {
                taken.merge(told.keyEnd(), told, NotOurs::later);
            }
        }
        return taken.values().stream().sorted(Told.MOST_URGENT_FIRST).toList();
    }

    private static Told later(Told one, Told other) {
        return one.step().compareTo(other.step()) >= 0 ? one : other;
    }
}
