package dev.keydesk.reminder;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.People;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.reminder.ReminderRouter.Way;
import dev.keydesk.request.AppRef;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who looks after an app and where they read, for features that have something to ask them. */
public final class AppTeams {
    /** For how long what Slack says of an address holds where somebody decides by it. */
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

    /**
     * A team.
     *
     * @param reads the channel to which its reminders go when they press
     * @param zone in which its reminders count days
     */
    public record Team(Recipient reads, ZoneId zone) {}

    /**
     * The team of an app; those of all other apps if the app is gone.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks us to come later
     */
    public Team of(AppRef app) {
        return reminderRouter.way(app) instanceof Way.Fixed(var route)
                ? new Team(route.pressing(), route.timing().at().zone())
                : new Team(Recipient.channel(rules.channel()), rules.timing().at().zone());
    }

    /** Where something is posted that can be posted in none of these places. */
    public Optional<Recipient> besides(Collection<Recipient> tried) {
        return fallbackChannel.of(tried);
    }

    /**
     * Whether that person owns the app in Entra, or is called by the route of its reminders, alone
     * or in a user group.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks us to come later
     */
    public boolean looksAfter(UserId who, AppRef app) {
        return isCalled(who, app) || ownersOf(app).contains(who);
    }

    /**
     * The same as a sentence in Slack's markup, for those who decide about what that person asks;
     * never throws because Entra does not answer, but says so.
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
            case Owners.Known(var all) when users.ask(all, GOOD_ENOUGH).contains(who) ->
                    "%s owns this app registration in Entra.".formatted(who.mention());
            // Without the right to read people Entra names owners, but not their addresses.
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
        return "Whether %s owns this app registration could not be found out."
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

    /** A group that is gone has nobody in it. */
    private boolean isIn(UserGroupId group, UserId who) {
        try {
            return people.freshMembers(group, who).contains(who);
        } catch (ChatFailure.Refused gone) {
            return false;
        }
    }

    /**
     * The owners of an app who are in Slack, as Entra tells them now; none if it does not tell.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks us to come later
     */
    public List<UserId> ownersOf(AppRef app) {
        return switch (owners.now(app.objectId())) {
            case Owners.Known(var all) -> users.ask(all, GOOD_ENOUGH);
            case Owners.Untold _, Owners.NoApp _ -> List.of();
        };
    }
}
