package dev.keydesk.reminder;

import dev.keydesk.audit.Actor;
import dev.keydesk.audit.AuditEvent;
import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.AuthorizationFailures;
import dev.keydesk.decision.Verdict;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.reminder.Digests.StoredPart;
import dev.keydesk.reminder.ReminderEntry.KeyEnd;
import dev.keydesk.reminder.ReminderLines.Placed;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
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
 * Handles "Not ours": sends the reminders of an app to the channel that the person names. Open
 * lines move there at once, and later reminders follow. Both messages name the person, and the
 * owners are told.
 *
 * <p>An owner, a member of the channel with the reminder, and an approver may do this. Anybody else
 * could take other people's reminders away.
 */
public final class NotOurs {
    private static final int NAME_SHOWN = 60;

    private final Db db;
    private final ReminderLines lines;
    private final Digests digests;
    private final OpenReminderLines standing;
    private final ReminderOverrides moved;
    private final DigestWriter digestWriter;
    private final ReminderRouter reminderRouter;
    private final AuditLog audit;
    private final MemberGuard memberGuard;
    private final Policy policy;
    private final PrincipalResolver principals;
    private final AuthorizationFailures failures;
    private final AppTeams appTeams;
    private final OverrideNotice notice;
    private final People people;
    private final Reminders rules;
    private final InstantSource clock;

    NotOurs(
            Platform platform,
            Messaging messaging,
            AccessRules access,
            ReminderPlanning planning,
            DigestWriter digestWriter,
            OverrideNotice notice) {
        this.db = platform.db();
        this.lines = new ReminderLines(db);
        this.digests = new Digests(db);
        this.standing = new OpenReminderLines(db, messaging.liveMessages());
        this.moved = new ReminderOverrides(db);
        this.digestWriter = digestWriter;
        this.reminderRouter = planning.router();
        this.audit = platform.audit();
        this.policy = access.policy();
        this.principals = access.principals();
        this.memberGuard = new MemberGuard(principals);
        this.failures = access.failures();
        this.appTeams = planning.appTeams();
        this.notice = notice;
        this.people = messaging.people();
        this.rules = planning.settings().rules();
        this.clock = platform.clock();
    }

    /** Handles the submitted form, or a click for which no form could be opened. */
    public InteractionAnswer move(Interaction interaction) {
        var refusal = memberGuard.refusal(interaction.user());
        if (refusal.isPresent()) {
            return InteractionAnswer.say(refusal.get());
        }
        return lines.find(interaction.subject())
                .map(placed -> move(interaction, placed))
                .orElse(InteractionAnswer.say(SnoozeActions.UNKNOWN));
    }

    private InteractionAnswer move(Interaction interaction, Placed placed) {
        return switch (placed.line()) {
            case ReminderLine.Open _, ReminderLine.Snoozed _ -> checked(interaction, placed);
            case ReminderLine.Moved(_, var by, var to)
                    when by.equals(interaction.user()) && isTo(interaction, to) ->
                    InteractionAnswer.visibleAlready();
            case ReminderLine.Moved _, ReminderLine.Closed _ ->
                    InteractionAnswer.say(SnoozeActions.settled(placed.line()));
        };
    }

    private static boolean isTo(Interaction interaction, ChannelId channel) {
        return channel.value().equals(interaction.text());
    }

    private InteractionAnswer checked(Interaction interaction, Placed placed) {
        var entry = placed.line().entry();
        if (reminderRouter.rule(entry.app()).isPresent()) {
            return InteractionAnswer.say(NotOursForm.onlyOperators(entry));
        }
        if (!interaction.text().matches("[CG][A-Z0-9]{2,20}")) {
            return InteractionAnswer.say(
                    "That is not a channel, so nothing was changed. Choose one in the list.");
        }
        var part = digests.find(placed.part()).orElseThrow();
        var to = new ChannelId(interaction.text());
        var owners = ownersIfAsked(interaction, entry, part);
        if (owners.filter(it -> !it.contains(interaction.user())).isPresent()) {
            return refused(interaction, entry);
        }
        if (part.part().recipient().equals(Recipient.channel(to))) {
            return InteractionAnswer.say(
                    "The reminders already go to that channel, so nothing was changed.");
        }
        return new DeskChannel("channel", to, people)
                .trouble()
                .map(trouble -> InteractionAnswer.say(trouble.sentence() + " Nothing was moved."))
                .orElseGet(() -> move(interaction, entry, part, to, owners));
    }

    /** Returns the owners, of whom the person has to be one; empty if they may without that. */
    private Optional<List<UserId>> ownersIfAsked(
            Interaction interaction, ReminderEntry entry, StoredPart part) {
        boolean mayAnyway =
                reads(interaction, part)
                        || policy.decideAlone(principals.forDeciding(interaction.user()))
                                instanceof Verdict.Allowed;
        return mayAnyway ? Optional.empty() : Optional.of(appTeams.ownersOf(entry.app()));
    }

    private boolean reads(Interaction interaction, StoredPart part) {
        var there = part.part().recipient();
        return there.isPerson()
                ? there.equals(Recipient.person(interaction.user()))
                : isMember(interaction.user(), new ChannelId(there.id()));
    }

    /** In doubt no: a person whom Slack does not show in the channel is not in it. */
    private boolean isMember(UserId who, ChannelId channel) {
        try {
            return people.isMemberOf(channel, who);
        } catch (ChatFailure.Refused untold) {
            return false;
        }
    }

    private InteractionAnswer refused(Interaction interaction, ReminderEntry entry) {
        var because =
                "Only the owners of %s, the members of the channel its reminders go to, and %s can send them elsewhere. Nothing was changed."
                        .formatted(
                                Mrkdwn.escape(entry.app().name(), NAME_SHOWN), policy.whoDecides());
        return failures.refuse(
                interaction.user(),
                "%s of %s".formatted(interaction.action(), entry.app().objectId()),
                because);
    }

    private InteractionAnswer move(
            Interaction interaction,
            ReminderEntry entry,
            StoredPart part,
            ChannelId to,
            Optional<List<UserId>> owners) {
        var now = clock.instant();
        var timing = rules.usualIn(to);
        var day = LocalDate.ofInstant(now, timing.at().zone());
        var open = lines.openOfApp(entry.app().objectId());
        // A mention would notify the person who has just clicked.
        var mover = Mrkdwn.escape(people.known(interaction.user()).name(), NAME_SHOWN);
        db.writing(tx -> {
            moved.move(tx, entry.app().objectId(), to, interaction.user(), now);
            notice.schedule(tx, entry.app(), owners, now);
            var taken = takenAway(tx, interaction, open, to);
            if (!taken.isEmpty()) {
                digestWriter.post(
                        tx,
                        Recipient.channel(to),
                        day,
                        part.part().asOf(),
                        Optional.of("%s moved this here from %s.".formatted(mover, from(part))),
                        taken.stream()
                                .filter(line -> line.end().isAfter(ReminderPlanner.since(now)))
                                .map(line -> forThem(line, day, now, timing, interaction))
                                .toList());
            }
            audit.append(
                    tx,
                    AuditEvent.ofDesk(
                            now,
                            "reminders-moved",
                            Actor.of(interaction.user()),
                            "Reminders of %s (%s) go to %s from now on."
                                    .formatted(
                                            entry.app().name(),
                                            entry.app().objectId(),
                                            to.value())));
        });
        return InteractionAnswer.visibleAlready();
    }

    private static String from(StoredPart part) {
        var there = part.part().recipient();
        return there.isPerson() ? "a direct message" : there.mention();
    }

    private static ReminderEntry forThem(
            ReminderEntry entry,
            LocalDate day,
            Instant now,
            Timing timing,
            Interaction interaction) {
        var why = "%s sent its reminders there".formatted(interaction.user().mention());
        return entry.resentTo(new ReminderPlan(timing), day, now, Responsible.because(why));
    }

    /**
     * Returns every open line of the app, wherever it is; each credential once, as it was last
     * reported.
     */
    private List<ReminderEntry> takenAway(
            Tx tx, Interaction interaction, List<Placed> open, ChannelId to) {
        Map<KeyEnd, ReminderEntry> taken = new LinkedHashMap<>();
        for (var line : open) {
            var entry = line.line().entry();
            if (standing.move(tx, line, new ReminderLine.Moved(entry, interaction.user(), to))) {
                taken.merge(entry.keyEnd(), entry, NotOurs::later);
            }
        }
        return taken.values().stream().sorted(ReminderEntry.MOST_URGENT_FIRST).toList();
    }

    private static ReminderEntry later(ReminderEntry one, ReminderEntry other) {
        return one.step().compareTo(other.step()) >= 0 ? one : other;
    }
}
