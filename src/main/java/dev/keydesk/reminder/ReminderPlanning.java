package dev.keydesk.reminder;

import dev.keydesk.chat.People;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.removal.OpenRemovals;
import dev.keydesk.removal.Successors;
import dev.keydesk.request.Policy;
import dev.keydesk.store.Db;

import java.time.InstantSource;

/** Plans who is told what, when and where; nothing here sends anything. */
public final class ReminderPlanning {
    private final Db db;
    private final ReminderSettings settings;
    private final Ownership ownership;
    private final Successors successors;
    private final People people;
    private final InstantSource clock;
    private final ReminderLog steps;
    private final ReminderRouter router;
    private final FallbackChannel fallback;
    private final AppTeams appTeams;
    private final ReminderPlanner planner;

    public ReminderPlanning(
            Db db,
            ReminderSettings settings,
            Ownership ownership,
            Successors successors,
            People people,
            InstantSource clock) {
        this.db = db;
        this.settings = settings;
        this.ownership = ownership;
        this.successors = successors;
        this.people = people;
        this.clock = clock;
        var rules = settings.rules();
        this.steps = new ReminderLog(db, settings.tenantId());
        this.router = new ReminderRouter(db, rules, ownership);
        this.fallback = new FallbackChannel(rules.channel(), settings.operators());
        this.appTeams = new AppTeams(rules, router, ownership, fallback, people);
        this.planner =
                new ReminderPlanner(
                        rules,
                        ownership.credentials(),
                        settings.signsInWith(),
                        router,
                        successors,
                        settings.operators());
    }

    /** Returns what finds the people who are responsible for an app. */
    public AppTeams appTeams() {
        return appTeams;
    }

    /** Returns what lists the reminders of a day without sending them. */
    public DryRun dryRun(OpenRemovals removals, Policy policy) {
        return new DryRun(
                db,
                this,
                new DryRunPlaces(people, fallback),
                new DryRunText(facts(removals, policy)),
                new AskedOwners(ownership),
                clock);
    }

    LineFacts facts(OpenRemovals removals, Policy policy) {
        return new LineFacts(
                removals,
                successors,
                new ReminderLineActions(credentials()::isOfDesk, policy::serves));
    }

    ReminderSettings settings() {
        return settings;
    }

    Ownership ownership() {
        return ownership;
    }

    Credentials credentials() {
        return ownership.credentials();
    }

    Successors successors() {
        return successors;
    }

    ReminderLog steps() {
        return steps;
    }

    ReminderRouter router() {
        return router;
    }

    FallbackChannel fallback() {
        return fallback;
    }

    ReminderPlanner planner() {
        return planner;
    }
}
