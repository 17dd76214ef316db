package dev.keydesk.reminder;

import dev.keydesk.audit.AuditLog;
import dev.keydesk.board.Addressee;
import dev.keydesk.board.Board;
import dev.keydesk.care.AppOwners;
import dev.keydesk.care.SlackUsers;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.People;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.Entra;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.jobs.Jobs;
import dev.keydesk.removal.Caretakers;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Refusals;
import dev.keydesk.request.Standings;
import dev.keydesk.store.Db;

import java.time.InstantSource;

/** The parts that only belong together: who is told when, and what people do about it. */
public final class ReminderRoom {
    private final Reminders rules;
    private final Agenda agenda;
    private final ToldSteps steps;
    private final AppOwners owners;
    private final SlackUsers users;
    private final Router router;
    private final ChannelId operators;
    private final People people;
    private final Settings.Credential signsInWith;
    private final InstantSource clock;

    public ReminderRoom(
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
        this.steps = new ToldSteps(db, entra.tenantId());
        this.operators = operators;
        this.people = people;
        this.signsInWith = entra.signsInWith();
        this.owners = owners;
        this.users = users;
        this.router = new Router(db, rules, credentials, owners, users);
        this.agenda = new Agenda(rules, credentials, signsInWith, router, successors, operators);
    }

    public Reminding reminding(
            Db db, Jobs jobs, Board board, AuditLog audit, Credentials credentials) {
        var posting = new Posting(db, board, audit, clock);
        return new Reminding(
                db,
                jobs,
                credentials,
                agenda,
                steps,
                posting,
                apps -> KnownOwners.stored(owners, users, apps),
                new OwnerLookUps(owners, users, clock),
                clock);
    }

    public Retelling retelling(Db db, Board board, Credentials credentials, Successors successors) {
        return new Retelling(db, steps, rules, credentials, signsInWith, successors, board, clock);
    }

    public Snoozing snoozing(Db db, Board board, AuditLog audit, Standings standings) {
        return new Snoozing(db, steps, board, audit, standings, clock);
    }

    public NotOurs notOurs(
            Db db,
            Board board,
            AuditLog audit,
            Policy policy,
            Standings standings,
            Refusals refusals,
            MovedNotice notice) {
        var posting = new Posting(db, board, audit, clock);
        return new NotOurs(
                db, posting, router, board, audit, policy, standings, refusals, teams(), notice,
                people, rules, clock);
    }

    /** Tells owners that somebody sends the reminders of their app elsewhere. */
    public MovedNotice movedNotice(Db db, Jobs jobs, Credentials credentials, Chat chat) {
        return new MovedNotice(db, jobs, credentials, teams(), chat);
    }

    /** Who looks after which app, for others who have something to ask. */
    public Teams teams() {
        return new Teams(
                rules, router, owners, users, new Instead(rules.channel(), operators), people);
    }

    /** The same people who are reminded, for what cannot wait for a reminder. */
    public Caretakers caretakers() {
        return new RoutedCaretakers(router, owners, users, Addressee.channel(rules.channel()));
    }

    /** The same arithmetic on its own, for somebody who only wants to look. */
    public DryRun dryRun(
            Db db,
            OpenRemovals removals,
            Successors successors,
            Credentials credentials,
            Policy policy,
            People people) {
        var menu = new LineMenu(credentials::isOfDesk, policy::serves);
        return new DryRun(
                agenda,
                steps,
                new Digests(db),
                new Lines(db),
                new DryRunPlaces(people, new Instead(rules.channel(), operators)),
                new DryRunText(removals, successors, menu),
                new AskedOwners(owners, users),
                clock);
    }
}
