package dev.keydesk.expiry;

import dev.keydesk.entra.AppPage;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.UnreadApp;
import dev.keydesk.expiry.KnownApps.Change;
import dev.keydesk.store.Db;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * One scan from the first page to the last: stores what each page changed and the progress, and at
 * the end knows which apps were on no page. Not thread-safe.
 */
final class ScanRun {
    /** For pages that change nothing: a scan of a quiet tenant writes next to nothing. */
    private static final Duration KEEPS_PROGRESS_EVERY = Duration.ofSeconds(5);

    private final Db db;
    private final ScanLease turn;
    private final ScanRows rows;
    private final ScanProgress progress;
    private final InstantSource clock;
    private final KnownApps known;
    private final boolean isFirst;
    private final Instant startedAt;
    private final Optional<URI> continueFrom;
    private final List<UUID> unkept = new ArrayList<>();
    private int pages;
    private Instant keptAt;
    private ScanResult result = ScanResult.NOTHING;

    private ScanRun(
            Db db,
            ScanLease turn,
            InstantSource clock,
            KnownApps known,
            Optional<ScanProgress.Underway> before) {
        this.db = db;
        this.turn = turn;
        this.rows = new ScanRows(db);
        this.progress = new ScanProgress(db);
        this.clock = clock;
        this.keptAt = clock.instant();
        this.startedAt =
                before.map(ScanProgress.Underway::startedAt)
                        .orElse(keptAt.truncatedTo(ChronoUnit.MILLIS));
        this.continueFrom = before.flatMap(ScanProgress.Underway::next);
        this.pages = before.map(ScanProgress.Underway::pages).orElse(0);
        this.known = known;
        this.isFirst = known.isEmpty();
        known.beginScan();
        before.ifPresent(underway -> known.markSeen(underway.seen()));
    }

    /**
     * Begins with the first page.
     *
     * @param known what the rows say
     */
    static ScanRun fromTheBeginning(Db db, ScanLease turn, InstantSource clock, KnownApps known) {
        db.writing(tx -> {
            turn.keep(tx);
            new ScanProgress(db).forget(tx);
        });
        return new ScanRun(db, turn, clock, known, Optional.empty());
    }

    static ScanRun goingOn(
            Db db,
            ScanLease turn,
            InstantSource clock,
            KnownApps known,
            ScanProgress.Underway underway) {
        return new ScanRun(db, turn, clock, known, Optional.of(underway));
    }

    /** Returns where to continue; empty for the beginning. */
    Optional<URI> continueFrom() {
        return continueFrom;
    }

    /** Returns whether there were no rows at all, so that every app is a change. */
    boolean isFirst() {
        return isFirst;
    }

    /** Returns the start of the whole scan, which another process may have begun. */
    Instant startedAt() {
        return startedAt;
    }

    /**
     * Stores one page in one short transaction, so that a scan does not delay clicks.
     *
     * @return what differs from what was known
     * @throws ScanLease.Lost if another node continues this scan
     */
    List<Change> page(AppPage page) {
        var keys = KnownApps.keysOf(page.apps());
        var changes = known.changesIn(page.apps(), keys);
        var partly = ids(page.unread());
        var unread = partly.stream().map(KnownApps::keyOf).toList();
        unkept.addAll(keys);
        unkept.addAll(unread);
        if (!changes.isEmpty() || isTimeToKeep()) {
            keep(changes, partly, page.next());
        }
        known.markSeen(keys);
        known.markSeen(unread);
        return changes;
    }

    private static Set<String> ids(List<UnreadApp> unread) {
        return unread.stream()
                .flatMap(app -> app.objectId().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isTimeToKeep() {
        return !clock.instant().isBefore(keptAt.plus(KEEPS_PROGRESS_EVERY));
    }

    private void keep(List<Change> changes, Set<String> partly, Optional<URI> next) {
        var seen = List.copyOf(unkept);
        int number = pages + 1;
        var now = clock.instant();
        var saved =
                db.write(tx -> {
                    turn.keep(tx);
                    progress.keep(tx, startedAt, number, next, seen);
                    return rows.save(tx, changes, partly, now);
                });
        unkept.clear();
        pages = number;
        keptAt = now;
        saved(changes, saved);
    }

    private void saved(List<Change> changes, ScanRows.Saved saved) {
        result = result.plus(saved.result());
        known.saved(changes, saved.unsettled());
    }

    /** Stores an app that was asked for by itself; most of them come again on their page. */
    List<Change> single(AppRegistration app) {
        var page = List.of(app);
        var changes = known.changesIn(page, KnownApps.keysOf(page));
        if (!changes.isEmpty()) {
            var saved =
                    db.write(tx -> {
                        turn.keep(tx);
                        return rows.save(tx, changes, Set.of(), clock.instant());
                    });
            saved(changes, saved);
        }
        return changes;
    }

    /**
     * Returns, after the last page, the object ids of apps that have a row and were on no page, by
     * the number of the row.
     *
     * @param most how many at most
     */
    Map<Long, String> missed(int most) {
        return rows.objectIds(known.missed().stream().limit(most).toList());
    }

    /**
     * Completes the scan.
     *
     * @param gone apps that do not exist any more: object ids by the number of the row
     */
    void finish(Map<Long, String> gone) {
        var now = clock.instant();
        var changed =
                db.write(tx -> {
                    turn.keep(tx);
                    var lost = rows.gone(tx, gone.keySet(), now);
                    rows.finish(tx, startedAt, now);
                    progress.forget(tx);
                    return lost;
                });
        known.goneSaved(gone.values());
        result = result.plus(changed);
    }

    /** Returns what the rows say now. */
    KnownApps known() {
        return known;
    }

    ScanResult result() {
        return result;
    }
}
