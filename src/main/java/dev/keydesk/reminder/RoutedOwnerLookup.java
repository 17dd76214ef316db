package dev.keydesk.reminder;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.removal.DeliveryTarget;
import dev.keydesk.removal.NoticeRecipients;
import dev.keydesk.removal.OwnerLookup;
import dev.keydesk.request.AppRef;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Those who look after an app are those who are reminded of its keys when it presses. */
final class RoutedOwnerLookup implements OwnerLookup {
    private static final Logger log = LoggerFactory.getLogger(RoutedOwnerLookup.class);

    private final ReminderRouter reminderRouter;
    private final AppOwners owners;
    private final SlackUsers users;
    private final AppTeams teams;
    private final Recipient others;

    /**
     * Asks these.
     *
     * @param others the channel for all other apps
     */
    RoutedOwnerLookup(
            ReminderRouter reminderRouter, Ownership ownership, AppTeams teams, Recipient others) {
        this.reminderRouter = reminderRouter;
        this.owners = ownership.owners();
        this.users = ownership.users();
        this.teams = teams;
        this.others = others;
    }

    @Override
    public boolean isOwner(UserId who, AppRef app) {
        var all = owners.fresh(app.objectId(), RescheduleException::new);
        return users.ask(all, Duration.ofHours(1)).contains(who);
    }

    @Override
    public NoticeRecipients recipients(AppRef app, UserId teller) {
        try {
            return reminderRouter
                    .of(app)
                    .map(route -> audience(route, teller))
                    .orElseGet(() -> NoticeRecipients.everybody(others));
        } catch (EntraFailure | ChatFailure untold) {
            log.warn("where {} is told is not found out: {}", app.objectId(), untold.getMessage());
            return NoticeRecipients.everybody(others);
        }
    }

    @Override
    public boolean looksAfter(UserId who, AppRef app) {
        return teams.looksAfter(who, app);
    }

    @Override
    public DeliveryTarget target(AppRef app) {
        var team = teams.of(app);
        return DeliveryTarget.of(team.reads(), team.zone());
    }

    @Override
    public Optional<Recipient> besides(Collection<Recipient> tried) {
        return teams.besides(tried);
    }

    private static NoticeRecipients audience(ReminderRoute route, UserId teller) {
        var reads = route.when(true);
        var calls =
                route.responsible()
                        .mentions()
                        .filter(mention -> !mention.equals(teller.mention()))
                        .toList();
        return calls.isEmpty()
                ? NoticeRecipients.everybody(reads)
                : new NoticeRecipients(reads, Responsible.called(calls));
    }
}
