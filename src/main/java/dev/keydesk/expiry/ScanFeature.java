package dev.keydesk.expiry;

import dev.keydesk.entra.Entra;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.store.Leases;

import java.time.Duration;

/** Scans: reads all app registrations again and again, and stores their credentials. */
public final class ScanFeature {
    private final Credentials credentials;
    private final OwnKeyWatch ownKey;
    private final ServedApps servedApps;
    private final Scan scan;

    /** Creates the parts and registers them. */
    public ScanFeature(
            Platform platform,
            Messaging messaging,
            Leases leases,
            Entra entra,
            EntraLookup lookup,
            ServedApps servedApps) {
        var db = platform.db();
        var clock = platform.clock();
        this.servedApps = servedApps;
        this.credentials = new Credentials(db, entra.ownClientId());
        this.ownKey = new OwnKeyWatch(credentials, entra.signsInWith(), clock);
        this.scan =
                new Scan(
                        new ScanRuns(db, leases, credentials, clock),
                        entra,
                        lookup,
                        servedApps,
                        ownKey,
                        clock);
        var liveMessages = messaging.liveMessages();
        var unreadApps = new UnreadApps(db, liveMessages, clock);
        new UnreadAppsNote(unreadApps, liveMessages, messaging.channels().operators().id())
                .register();
        scan.listeners().onUnread(unreadApps::scanned);
        var periodicTasks = platform.periodicTasks();
        // Before the tasks of other features, which use what a scan has seen.
        periodicTasks.everyInCluster(PeriodicTasks.TEN_MINUTES, "apps", scan::refreshInTurn);
        periodicTasks.every(Duration.ofSeconds(10), "apps of another node", scan::takeOver);
    }

    /** Returns the queries for what the last scans saw. */
    public Credentials credentials() {
        return credentials;
    }

    /** Returns the credential with which Keydesk signs in. */
    public OwnKeyWatch ownKey() {
        return ownKey;
    }

    /** Returns the apps that Keydesk offers. */
    public ServedApps servedApps() {
        return servedApps;
    }

    public Scan scan() {
        return scan;
    }
}
