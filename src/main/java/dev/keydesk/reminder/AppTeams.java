package dev.keydesk.reminder;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.People;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppOwner;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.reminder.ReminderRouter.Way;
import dev.keydesk.removal.DeliveryTarget;
import dev.keydesk.removal.NoticeRecipients;
import dev.keydesk.removal.OwnerLookup;
import dev.keydesk.request.AppRef;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Finds the people who are responsible for an app, and the place where they read. This is the only
 * place that decides whether a person owns an app: they are the Slack user of an owner in Entra, by
 * e-mail address or by an entry in {@code keydesk.yml}.
 */
public final class AppTeams implements OwnerLookup {
    private static final Logger log = LoggerFactory.getLogger(AppTeams.class);

    /** How long Slack's answer about an address is good enough for a decision. */
    private static final Duration GOOD_ENOUGH = Duration.ofHours(1);

    private final Reminders rules;
    private final ReminderRouter reminderRouter;
    private final AppOwners owners;
    private final SlackUsers users;
    private final FallbackChannel fallbackChannel;
    private final People people;

    AppTeams(
            Reminders rules,
            ReminderRouter reminderRouter,
            Ownership ownership,
            FallbackChannel fallbackChannel,
            People people) {
        this.rules = rules;
        this.reminderRouter = reminderRouter;
        this.owners = ownership.owners();
        this.users = ownership.users();
        this.fallbackChannel = fallbackChannel;
        this.people = people;
    }

    /** Returns the team of an app; if the app is gone, the one for all other apps. */
    @Override
    public DeliveryTarget target(AppRef app) {
        return reminderRouter.way(app) instanceof Way.Fixed(var route)
                ? DeliveryTarget.of(route.urgent(), route.timing().at().zone())
                : DeliveryTarget.of(others(), rules.timing().at().zone());
    }

    private Recipient others() {
        return Recipient.channel(rules.channel());
    }

    @Override
    public NoticeRecipients recipients(AppRef app, UserId teller) {
        try {
            return reminderRouter
                    .of(app)
                    .map(route -> recipients(route, teller))
                    .orElseGet(() -> NoticeRecipients.everybody(others()));
        } catch (EntraFailure | ChatFailure untold) {
            log.warn("where {} is told is not found out: {}", app.objectId(), untold.getMessage());
            return NoticeRecipients.everybody(others());
        }
    }

    private static NoticeRecipients recipients(ReminderRoute route, UserId teller) {
        var reads = route.recipient(true);
        var calls =
                route.responsible()
                        .mentions()
                        .filter(mention -> !mention.equals(teller.mention()))
                        .toList();
        return calls.isEmpty()
                ? NoticeRecipients.everybody(reads)
                : new NoticeRecipients(reads, Responsible.called(calls));
    }

    @Override
    public Optional<Recipient> fallback(Collection<Recipient> tried) {
        return fallbackChannel.of(tried);
    }

    @Override
    public boolean isOwner(UserId who, AppRef app) {
        return inSlack(owners.fresh(app.objectId(), RescheduleException::new)).contains(who);
    }

    @Override
    public boolean looksAfter(UserId who, AppRef app) {
        return isCalled(who, app) || ownersOf(app).contains(who);
    }

    /**
     * Returns the same as a sentence in Slack's markup, for approvers; if Entra does not answer,
     * the sentence says so.
     */
    public String relation(UserId who, AppRef app) {
        try {
            return isCalled(who, app)
                    ? "%s is in the team that keydesk.yml names for this app registration."
                            .formatted(who.mention())
                    : ownership(who, owners.of(app.objectId()));
        } catch (EntraFailure | ChatFailure unknown) {
            return untold(who);
        }
    }

    private String ownership(UserId who, Owners told) {
        return switch (told) {
            case Owners.Known(var all) when inSlack(all).contains(who) ->
                    "%s owns this app registration in Entra.".formatted(who.mention());
            // Without the permission to read people, Entra names owners but not their addresses.
            case Owners.Known(var all)
                    when all.stream().anyMatch(it -> !it.program() && it.mail().isEmpty()) ->
                    untold(who);
            case Owners.Known(var all) when all.isEmpty() ->
                    "%s is not in a team that keydesk.yml names for this app registration, and nobody owns it in Entra."
                            .formatted(who.mention());
            case Owners.Known _, Owners.NoApp _ ->
                    "%s neither owns this app registration in Entra nor is in a team that keydesk.yml names for it."
                            .formatted(who.mention());
            case Owners.Untold _ -> untold(who);
        };
    }

    private static String untold(UserId who) {
        return "Whether %s owns this app registration is not known at this moment."
                .formatted(who.mention());
    }

    private boolean isCalled(UserId who, AppRef app) {
        var team =
                reminderRouter
                        .rule(app)
                        .map(Reminders.Route::mention)
                        .orElse(Reminders.Mention.NOBODY);
        return team.users().contains(who)
                || team.userGroups().stream().anyMatch(group -> isIn(group, who));
    }

    /** A group that no longer exists has no members. */
    private boolean isIn(UserGroupId group, UserId who) {
        try {
            return people.freshMembers(group, who).contains(who);
        } catch (ChatFailure.Refused gone) {
            return false;
        }
    }

    /**
     * Returns the owners of an app who are in Slack, as Entra tells them now; none if it does not
     * tell.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks to come later
     */
    public List<UserId> ownersOf(AppRef app) {
        return switch (owners.readNow(app.objectId())) {
            case Owners.Known(var all) -> inSlack(all);
            case Owners.Untold _, Owners.NoApp _ -> List.of();
        };
    }

    private List<UserId> inSlack(List<AppOwner> all) {
        return users.ask(all, GOOD_ENOUGH);
    }
}
