package dev.keydesk.expiry;

import dev.keydesk.store.Db;
import dev.keydesk.store.Turns;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The turn to scan, which one node has at a time. It is held on to within each transaction of a
 * scan, so whoever lost it writes nothing more.
 */
final class ScanTurn {
    private static final String NAME = "scan";

    /** Longer than a page usually takes. Losing it to a node that goes on does no harm. */
    static final Duration LEASE = Turns.LONGEST;

    private final Db db;
    private final Turns turns;
    private final String holder = UUID.randomUUID().toString();

    ScanTurn(Db db, Turns turns) {
        this.db = db;
        this.turns = turns;
    }

    /** Another node goes on with this scan. Planned, so it has no stack trace. */
    static final class Lost extends RuntimeException {
        Lost() {
            super("another node scans now", null, false, false);
        }
    }

    boolean take() {
        return db.write(tx -> turns.take(tx, NAME, holder, LEASE));
    }

    /** When somebody else's can be had at the earliest. */
    Instant freeAt() {
        return db.write(tx -> turns.freeAt(tx, NAME));
    }

    /**
     * @throws Lost which undoes the transaction
     */
    void keep(Tx tx) {
        if (!turns.keep(tx, NAME, holder, LEASE)) {
            throw new Lost();
        }
    }

    void giveBack() {
        db.writing(tx -> turns.giveBack(tx, NAME, holder, Duration.ZERO));
    }
}
