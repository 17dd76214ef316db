package dev.keydesk.expiry;

import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The turn to scan, which one node has at a time. It is held on to within each transaction of a
 * scan, so whoever lost it writes nothing more.
 */
final class ScanLease {
    private static final String NAME = "scan";

    /** Longer than a page usually takes. Losing it to a node that goes on does no harm. */
    static final Duration LEASE = Leases.LONGEST;

    private final Db db;
    private final Leases leases;
    private final String holder = UUID.randomUUID().toString();

    ScanLease(Db db, Leases leases) {
        this.db = db;
        this.leases = leases;
    }

    /** Another node goes on with this scan. Planned, so it has no stack trace. */
    static final class Lost extends RuntimeException {
        Lost() {
            super("another node scans now", null, false, false);
        }
    }

    boolean take() {
        return db.write(tx -> leases.take(tx, NAME, holder, LEASE));
    }

    /** When somebody else's can be had at the earliest. */
    Instant freeAt() {
        return db.write(tx -> leases.freeAt(tx, NAME));
    }

    /**
     * @throws Lost which undoes the transaction
     */
    void keep(Tx tx) {
        if (!leases.keep(tx, NAME, holder, LEASE)) {
            throw new Lost();
        }
    }

    void giveBack() {
        db.writing(tx -> leases.giveBack(tx, NAME, holder, Duration.ZERO));
    }
}
