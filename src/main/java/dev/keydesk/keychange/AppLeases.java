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
 * Changes to the keys of one app take turns and keep a distance, on all nodes. Entra answers 409
 * when two come close together, and 400 to a removal that comes before it can see the new key.
 */
public final class AppLeases {
    /**
     * Longer than the longest call to Entra, half a minute, so that a turn is not lost while one is
     * under way.
     */
    public static final Duration LEASE = Leases.LONGEST;

    /** Field reports: a key is removable after some ten seconds. */
    public static final Duration DISTANCE = Duration.ofSeconds(15);

    /** A turn is nearly always given back long before its lease ends, so who waits looks sooner. */
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
     * Takes the turn within the caller's transaction.
     *
     * @throws RescheduleException when it may be had, if somebody else has it
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

    public void giveBack(Tx tx, AppRef app, String holder, Duration distance) {
        leases.giveBack(tx, name(app), holder, distance);
    }

    /**
     * Does one thing to the keys of an app while nobody else does.
     *
     * @param what names it; another node that does the same is somebody else all the same
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

    /** All apps are free again, for those who know that whoever changed their keys is no more. */
    public void endOfDead(Tx tx) {
        // What was asked of Entra may still be under way there.
        leases.endAll(tx, PREFIX, DISTANCE);
    }

    private static String name(AppRef app) {
        return PREFIX + app.objectId();
    }
}
