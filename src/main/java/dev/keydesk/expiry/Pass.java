package dev.keydesk.expiry;

import dev.keydesk.entra.AppPage;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.expiry.KnownApps.Change;
import dev.keydesk.store.Db;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One scan on its way from the first page to the last: keeps what each page changed and how far it
 * has come, and at the end knows which apps were on none. For one thread.
 */
final class Pass {
    /** Of pages that change nothing: a scan of a quiet tenant writes next to nothing. */
    private static final Duration KEEPS_PROGRESS_EVERY = Duration.ofSeconds(5);

    private final Db db;
    private final ScanTurn turn;
    private final ScanRows rows;
    private final ScanProgress progress;
    private final InstantSource clock;
    private final KnownApps known;
    private final boolean isFirst;
    private final Instant startedAt;
    private final Optional<URI> from;
    private final List<UUID> unkept = new ArrayList<>();
    private int pages;
    private Instant keptAt;
    private Written written = Written.NOTHING;

    private Pass(
            Db db, ScanTurn turn, InstantSource clock, Optional<ScanProgress.Underway> before) {
        this.db = db;
        this.turn = turn;
        this.rows = new ScanRows(db);
        this.progress = new ScanProgress(db);
        this.clock = clock;
        this.keptAt = clock.instant();
        this.startedAt = before.map(ScanProgress.Underway::startedAt).orElse(keptAt);
        this.from = before.flatMap(ScanProgress.Underway::next);
        this.pages = before.map(ScanProgress.Underway::pages).orElse(0);
        this.known = rows.known();
        this.isFirst = known.isEmpty();
        before.ifPresent(underway -> underway.seen().forEach(known::seen));
    }

    static Pass fromTheBeginning(Db db, ScanTurn turn, InstantSource clock) {
        db.writing(tx -> {
            turn.keep(tx);
            new ScanProgress(db).forget(tx);
        });
        return new Pass(db, turn, clock, Optional.empty());
    }

    static Pass goingOn(Db db, ScanTurn turn, InstantSource clock, ScanProgress.Underway underway) {
        return new Pass(db, turn, clock, Optional.of(underway));
    }

    /** Where to go on; empty for the beginning. */
    Optional<URI> from() {
        return from;
    }

    /** There were no rows at all, so every app there is comes as a change. */
    boolean isFirst() {
        return isFirst;
    }

    /** Of the scan as a whole, which may have been under way before this process was. */
    Instant startedAt() {
        return startedAt;
    }

    /**
     * One page in one short transaction, so that clicks are not kept waiting by a scan.
     *
     * @return what differs from what was known
     * @throws ScanTurn.Lost if another node goes on with this scan
     */
    List<Change> page(AppPage page) {
        var changes = known.changesIn(page.apps());
        page.apps().forEach(app -> unkept.add(KnownApps.keyOf(app.objectId())));
        if (!changes.isEmpty() || isTimeToKeep()) {
            written = written.plus(keep(changes, page.next()));
        }
        known.saved(page.apps(), changes);
        return changes;
    }

    private boolean isTimeToKeep() {
        return !clock.instant().isBefore(keptAt.plus(KEEPS_PROGRESS_EVERY));
    }

    private Written keep(List<Change> changes, Optional<URI> next) {
        var seen = List.copyOf(unkept);
        int number = pages + 1;
        var now = clock.instant();
        var kept =
                db.write(tx -> {
                    turn.keep(tx);
                    progress.keep(tx, startedAt, number, next, seen);
                    return rows.save(tx, changes, now);
                });
        unkept.clear();
        pages = number;
        keptAt = now;
        return kept;
    }

    /** An app that was asked for by itself, and comes again on its page. */
    List<Change> single(AppRegistration app) {
        var changes = known.changesIn(List.of(app));
        if (!changes.isEmpty()) {
            written =
                    written.plus(
                            db.write(tx -> {
                                turn.keep(tx);
                                return rows.save(tx, changes, clock.instant());
                            }));
            known.saved(List.of(app), changes);
        }
        return changes;
    }

    /**
     * The last page was read.
     *
     * @return the object ids of the apps that were on no page
     */
    List<String> finish() {
        var missed = known.missed();
        var now = clock.instant();
        record Outcome(Written written, List<String> gone) {}
        var outcome =
                db.write(tx -> {
                    turn.keep(tx);
                    var gone = rows.objectIds(tx, missed);
                    var changed = rows.missed(tx, missed, now);
                    rows.finish(tx, startedAt, now);
                    progress.forget(tx);
                    return new Outcome(changed, gone);
                });
        written = written.plus(outcome.written());
        return outcome.gone();
    }

    Written written() {
        return written;
    }
}
