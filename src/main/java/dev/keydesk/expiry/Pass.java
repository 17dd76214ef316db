package dev.keydesk.expiry;

import dev.keydesk.entra.AppRegistration;
import dev.keydesk.store.Db;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * One scan on its way from the first page to the last: keeps what each page changed, and at the end
 * knows which apps were on none. For one thread.
 */
final class Pass {
    private final Db db;
    private final ScanRows rows;
    private final InstantSource clock;
    private final Instant startedAt;
    private final KnownApps known;
    private Written written = Written.NOTHING;

    Pass(Db db, InstantSource clock) {
        this.db = db;
        this.rows = new ScanRows(db);
        this.clock = clock;
        this.startedAt = clock.instant();
        this.known = rows.known();
    }

    Instant startedAt() {
        return startedAt;
    }

    /** One page in one short transaction, so that clicks are not kept waiting by a scan. */
    void page(List<AppRegistration> apps) {
        var changes = known.changesIn(apps);
        if (!changes.isEmpty()) {
            written = written.plus(db.write(tx -> rows.save(tx, changes, clock.instant())));
        }
        known.saved(apps, changes);
    }

    Written finish() {
        var missed = known.missed();
        return written.plus(
                db.write(tx -> {
                    var now = clock.instant();
                    var gone = rows.missed(tx, missed, now);
                    rows.finish(tx, startedAt, now);
                    return gone;
                }));
    }
}
