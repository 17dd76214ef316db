package dev.keydesk.ownership;

import dev.keydesk.config.Rules;
import dev.keydesk.entra.Entra;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.Requests;

import java.time.Duration;

/** Who owns which app in Entra, and who looks after it by {@code keydesk.yml}. */
public final class OwnershipFeature {
    private final Ownership ownership;
    private final ResponsibleApps responsibleApps;

    /** Puts the parts together and registers them. */
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

    /** The apps that somebody looks after. */
    public ResponsibleApps responsibleApps() {
        return responsibleApps;
    }
}
