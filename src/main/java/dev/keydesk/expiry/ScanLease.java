package dev.keydesk.expiry;

import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The lease to scan, which one node has at a time. It is extended within each transaction of a
 * scan, so a node that lost it writes nothing more.
 */
final class ScanLease {
    private static final String NAME = "scan";

    /**
     * Longer than a page usually takes. If another node takes it, that one continues, and no harm
     * is done.
     */
    static final Duration LEASE = Leases.LONGEST;

    private final Db db;
    private final Leases leases;
    private final String holder = UUID.randomUUID().toString();

    ScanLease(Db db, Leases leases) {
        this.db = db;
        this.leases = leases;
    }

    /** Another node continues this scan. Planned, so it has no stack trace. */
    static final class Lost extends RuntimeException {
        Lost() {
            super("another node scans now", null, false, false);
        }
    }

    boolean take() {
        return db.write(tx -> leases.take(tx, NAME, holder, LEASE));
    }

    /** Returns when the lease of another node can be taken at the earliest. */
    Instant freeAt() {
        return db.write(tx -> leases.freeAt(tx, NAME));
    }

    /**
     * @throws Lost which rolls the transaction back
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
