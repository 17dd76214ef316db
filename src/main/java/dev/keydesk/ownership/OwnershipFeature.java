package dev.keydesk.ownership;

import dev.keydesk.config.Rules;
import dev.keydesk.entra.Entra;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Requests;

import java.time.Duration;

/** The owners of apps in Entra, and the teams in {@code keydesk.yml}. */
public final class OwnershipFeature {
    private final Ownership ownership;
    private final ResponsibleApps responsibleApps;

    /** Creates the parts and registers them. */
    public OwnershipFeature(
            Platform platform,
            Messaging messaging,
            Rules rules,
            Entra entra,
            Credentials credentials,
            Requests requests) {
        var db = platform.db();
        var clock = platform.clock();
        var people = messaging.people();
        var owners = new AppOwners(db, entra, clock);
        var users = new SlackUsers(db, people, rules.people(), clock);
        this.ownership = new Ownership(credentials, owners, users);
        this.responsibleApps =
                new ResponsibleApps(
                        db, rules.remindersOrNone(), rules.people(), credentials, requests, people);
        var periodicTasks = platform.periodicTasks();
        periodicTasks.every(
                Duration.ofMinutes(5), "groups of routes", responsibleApps::refreshGroups);
        periodicTasks.everyInCluster(
                Duration.ofSeconds(10), "owners", new OwnerReading(db, owners, clock)::look);
    }

    public Ownership ownership() {
        return ownership;
    }

    /** Returns the apps for which a person is responsible. */
    public ResponsibleApps responsibleApps() {
        return responsibleApps;
    }
}
