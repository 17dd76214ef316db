package dev.keydesk.reminder;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.Entra;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.OwnerLookup;
import dev.keydesk.request.AuthorizationFailures;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.store.Db;

import java.time.InstantSource;

/** The parts that only belong together: who is told when, and what people do about it. */
public final class ReminderFeature {
    private final Reminders rules;
    private final ReminderPlanner reminderPlanner;
    private final ReminderLog steps;
    private final AppOwners owners;
    private final SlackUsers users;
    private final ReminderRouter reminderRouter;
    private final ChannelId operators;
    private final People people;
    private final Settings.Credential signsInWith;
    private final InstantSource clock;

    public ReminderFeature(
            Db db,
            Reminders rules,
            ChannelId operators,
            Credentials credentials,
            Successors successors,
            Entra entra,
            AppOwners owners,
            SlackUsers users,
            People people,
            InstantSource clock) {
        this.rules = rules;
        this.clock = clock;
        this.steps = new ReminderLog(db, entra.tenantId());
        this.operators = operators;
        this.people = people;
        this.signsInWith = entra.signsInWith();
        this.owners = owners;
        this.users = users;
        this.reminderRouter = new ReminderRouter(db, rules, credentials, owners, users);
        this.reminderPlanner =
                new ReminderPlanner(
                        rules, credentials, signsInWith, reminderRouter, successors, operators);
    }

    public ReminderRun reminding(
            Db db, Jobs jobs, LiveMessages liveMessages, AuditLog audit, Credentials credentials) {
        var digestWriter = new DigestWriter(db, liveMessages, audit, clock);
        return new ReminderRun(
                db,
                jobs,
                credentials,
                reminderPlanner,
                steps,
                digestWriter,
                apps -> KnownOwners.stored(owners, users, apps),
                new OwnerLookUps(owners, users, clock),
                clock);
    }

    public ReminderRefresh retelling(
            Db db, LiveMessages liveMessages, Credentials credentials, Successors successors) {
        return new ReminderRefresh(
                db, steps, rules, credentials, signsInWith, successors, liveMessages, clock);
    }

    public SnoozeActions snoozing(
            Db db, LiveMessages liveMessages, AuditLog audit, PrincipalResolver principals) {
        return new SnoozeActions(db, steps, liveMessages, audit, principals, clock);
    }

    public NotOurs notOurs(
            Db db,
            LiveMessages liveMessages,
            AuditLog audit,
            Policy policy,
            PrincipalResolver principals,
            AuthorizationFailures failures,
            OverrideNotice notice) {
        var digestWriter = new DigestWriter(db, liveMessages, audit, clock);
        return new NotOurs(
                db,
                digestWriter,
                reminderRouter,
                liveMessages,
                audit,
                policy,
                principals,
                failures,
                appTeams(),
                notice,
                people,
                rules,
                clock);
    }

    /** Tells owners that somebody sends the reminders of their app elsewhere. */
    public OverrideNotice movedNotice(Db db, Jobs jobs, Credentials credentials, Chat chat) {
        return new OverrideNotice(db, jobs, credentials, appTeams(), chat);
    }

    /** Who looks after which app, for others who have something to ask. */
    public AppTeams appTeams() {
        return new AppTeams(
                rules,
                reminderRouter,
                owners,
                users,
                new FallbackChannel(rules.channel(), operators),
                people);
    }

    /** The same people who are reminded, for what cannot wait for a reminder. */
    public OwnerLookup ownerLookup() {
        return new RoutedOwnerLookup(
                reminderRouter, owners, users, Recipient.channel(rules.channel()));
    }

    /** The same arithmetic on its own, for somebody who only wants to look. */
    public DryRun dryRun(
            Db db,
            OpenRemovals removals,
            Successors successors,
            Credentials credentials,
            Policy policy,
            People people) {
        var menu = new ReminderLineActions(credentials::isOfDesk, policy::serves);
        return new DryRun(
                reminderPlanner,
                steps,
                new Digests(db),
                new ReminderLines(db),
                new DryRunPlaces(people, new FallbackChannel(rules.channel(), operators)),
                new DryRunText(removals, successors, menu),
                new AskedOwners(owners, users),
                clock);
    }
}
