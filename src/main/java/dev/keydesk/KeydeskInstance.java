package dev.keydesk;

import dev.keydesk.config.Rules;
import dev.keydesk.config.Settings;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.Scan;
import dev.keydesk.jobs.ComputePool;
import dev.keydesk.maintenance.RestoredBackup;
import dev.keydesk.pickup.MintSwitch;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.removal.Removals;
import dev.keydesk.request.Requests;
import dev.keydesk.store.Db;
import dev.keydesk.web.WebServer;

import java.time.Duration;

/**
 * One instance of Keydesk, from start to stop. {@link Wiring} says what it is made of; parts are
 * closed in reverse order.
 */
public final class KeydeskInstance implements AutoCloseable {
    private final Wiring parts;

    /** Creates all parts; nothing runs yet. */
    public KeydeskInstance(Settings settings, Rules rules, RuntimeContext around) {
        this.parts = new Wiring(settings, rules, around);
    }

    /** Opens the port last, so that everything is ready when a request arrives. */
    public void start() {
        releaseWhatDeadNodesHold();
        scan().begin();
        parts.botIdentity.ask();
        parts.botIdentity.start();
        parts.reminder.run().begin();
        parts.platform.jobs().jobScheduler().start();
        parts.platform.periodicTasks().start();
        parts.web.start();
    }

    /** A SQLite file serves one instance, so no earlier holder of a lease or job on it lives. */
    private void releaseWhatDeadNodesHold() {
        if (parts.platform.db().kind() == Db.Kind.SQLITE) {
            parts.platform
                    .db()
                    .writing(tx -> {
                        parts.platform.jobs().releaseJobsOfDeadNodes(tx);
                        parts.appLeases.releaseLeasesOfDeadNodes(tx);
                        parts.leases.endAll(tx, "", Duration.ZERO);
                    });
        }
    }

    /** The same without threads: jobs and periodic tasks run when the caller says so. */
    public void startStepped() {
        startUnheard();
        parts.web.start();
    }

    /** The same without a port: callers use the servlets from {@link #web}. */
    public void startUnheard() {
        releaseWhatDeadNodesHold();
        scan().begin();
        parts.reminder.run().begin();
        refresh();
    }

    /** Runs once what the threads would do again and again. */
    public void refresh() {
        parts.botIdentity.ask();
        parts.platform.periodicTasks().runOnce();
    }

    /** Brings a restored backup in order; done instead of a start, not during one. */
    public RestoredBackup.Outcome restored() {
        return parts.instanceLock.runAlone(parts.restoredBackup::settle);
    }

    /** Returns the database, the jobs, the audit log and the clock. */
    public Platform platform() {
        return parts.platform;
    }

    /** Returns what talks to people in Slack. */
    public Messaging messaging() {
        return parts.messaging;
    }

    /** Returns what reads the app registrations from Entra. */
    public Scan scan() {
        return parts.scanning.scan();
    }

    /** Returns what the last scans saw of all credentials. */
    public Credentials credentials() {
        return parts.scanning.credentials();
    }

    public Requests requests() {
        return parts.requests;
    }

    public Removals removals() {
        return parts.removal.removals();
    }

    /** Returns the switch that stops minting on this node. */
    public MintSwitch mintSwitch() {
        return parts.pickUp.mintSwitch();
    }

    /** Returns the pool in which searches run. */
    public ComputePool pool() {
        return parts.pool;
    }

    public WebServer web() {
        return parts.web;
    }

    /** Returns the port of the web server. */
    public int port() {
        return parts.web.port();
    }

    /** Refuses new pick-ups with a message; those in progress finish, for a limited time. */
    @Override
    public void close() {
        parts.pickUp.mintSwitch().close();
        parts.web.close();
        parts.platform.periodicTasks().close();
        parts.platform.jobs().jobScheduler().close();
        parts.pool.close();
        parts.botIdentity.close();
        parts.entra.close();
        parts.messaging.chat().close();
        parts.instanceLock.close();
        parts.platform.db().close();
    }
}
