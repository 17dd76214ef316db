package dev.keydesk.expiry;

import dev.keydesk.entra.Entra;
import dev.keydesk.jobs.PeriodicTasks;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.store.Leases;

import java.time.Duration;

/** Scans: all app registrations are read again and again, and their credentials are kept. */
public final class ScanFeature {
    private final Credentials credentials;
    private final OwnKeyWatch ownKey;
    private final ServedApps servedApps;
    private final Scan scan;

    /** Puts the parts together and registers them. */
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
        // Before the tasks of other features, which go by what a scan has seen.
        periodicTasks.everyInCluster(PeriodicTasks.TEN_MINUTES, "apps", scan::refreshInTurn);
        periodicTasks.every(Duration.ofSeconds(10), "apps of another node", scan::takeOver);
    }

    /** What the last scans saw of all credentials. */
    public Credentials credentials() {
        return credentials;
    }

    /** The credential that the desk itself signs in with. */
    public OwnKeyWatch ownKey() {
        return ownKey;
    }

    /** The apps that the desk offers. */
    public ServedApps servedApps() {
        return servedApps;
    }

    public Scan scan() {
        return scan;
    }
}
