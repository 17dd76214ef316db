package dev.keydesk.keychange;

import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.request.AppRef;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Leases that keep changes to the credentials of one app apart in time, across all nodes. Entra
 * answers 409 to two changes close together, and 400 to the removal of a credential that it cannot
 * see yet.
 */
public final class AppLeases {
    /**
     * Longer than the longest call to Entra, half a minute, so that the lease does not end during a
     * call.
     */
    public static final Duration LEASE = Leases.LONGEST;

    /** According to field reports a new credential can be removed after about ten seconds. */
    public static final Duration DISTANCE = Duration.ofSeconds(15);

    /** A lease is nearly always released long before it ends, so it is worth looking sooner. */
    private static final Duration LONGEST_WAIT = DISTANCE.plusSeconds(5);

    private static final String PREFIX = "app:";

    private final Db db;
    private final Leases leases;
    private final InstantSource clock;

    public AppLeases(Db db, Leases leases, InstantSource clock) {
        this.db = db;
        this.leases = leases;
        this.clock = clock;
    }

    /**
     * Takes the lease within the caller's transaction.
     *
     * @throws RescheduleException with the time when the lease may be free, if somebody else has it
     */
    public void take(Tx tx, AppRef app, String holder) {
        if (!leases.take(tx, name(app), holder, LEASE)) {
            throw new RescheduleException(worthATry(leases.freeAt(tx, name(app))));
        }
    }

    private Instant worthATry(Instant freeAt) {
        var latest = clock.instant().plus(LONGEST_WAIT);
        return freeAt.isBefore(latest) ? freeAt : latest;
    }

    /** Releases the lease; nobody can take it again for {@code distance}. */
    public void giveBack(Tx tx, AppRef app, String holder, Duration distance) {
        leases.giveBack(tx, name(app), holder, distance);
    }

    /**
     * Changes the credentials of an app while holding its lease.
     *
     * @param what names the change; two nodes that do the same still exclude each other
     */
    public void during(AppRef app, String what, Runnable change) {
        var holder = Leases.holder(what);
        db.writing(tx -> take(tx, app, holder));
        try {
            change.run();
        } finally {
            db.writing(tx -> giveBack(tx, app, holder, DISTANCE));
        }
    }

    /** Ends the leases of all apps, when it is known that none of their holders lives. */
    public void releaseLeasesOfDeadNodes(Tx tx) {
        // A call to Entra may still be in progress there.
        leases.endAll(tx, PREFIX, DISTANCE);
    }

    private static String name(AppRef app) {
        return PREFIX + app.objectId();
    }
}
