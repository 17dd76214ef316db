package dev.keydesk.expiry;

import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides where a scan begins: with the lease of the only node that scans, at the beginning of the
 * list or where another scan was interrupted, and with the rows to compare with. A {@link Scan}
 * uses it on one thread at a time.
 */
public final class ScanRuns {
    /** Entra accepts a link to a page for a limited time, and old data is worth little. */
    static final Duration GOES_ON_FOR = Duration.ofHours(1);

    private final Db db;
    private final Leases leases;
    private final Credentials credentials;
    private final InstantSource clock;

    /** What the rows say, if this process was the last to write them. */
    private Optional<KnownApps> known = Optional.empty();

    public ScanRuns(Db db, Leases leases, Credentials credentials, InstantSource clock) {
        this.db = db;
        this.leases = leases;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** Returns the lease, which nobody has taken yet. */
    ScanLease lease() {
        return new ScanLease(db, leases);
    }

    /** Returns when the last complete scan began, on any node. */
    Optional<Instant> lastEnded() {
        return credentials.asOf();
    }

    /** Returns the interrupted scan, if there is one. */
    Optional<ScanProgress.Underway> brokenOff() {
        return new ScanProgress(db).underway();
    }

    /** Returns whether a scan can continue that one. */
    boolean canGoOn(ScanProgress.Underway underway) {
        var oldest = clock.instant().minus(GOES_ON_FOR);
        return underway.next().isPresent() && !underway.startedAt().isBefore(oldest);
    }

    ScanRun fromTheBeginning(ScanLease lease) {
        return ScanRun.fromTheBeginning(db, lease, clock, known());
    }

    ScanRun goingOn(ScanLease lease, ScanProgress.Underway underway) {
        return ScanRun.goingOn(db, lease, clock, known(), underway);
    }

    /** Removed here, and put back only when the scan is complete. */
    private KnownApps known() {
        var taken = known.orElseGet(() -> new ScanRows(db).known());
        known = Optional.empty();
        return taken;
    }

    /** Notes that the scan is complete, so that the next one knows what it has written. */
    void ended(ScanRun scanRun) {
        known = Optional.of(scanRun.known());
    }

    /** Another node may have written rows, so they are read again before the next scan. */
    void forgetKnown() {
        known = Optional.empty();
    }
}
