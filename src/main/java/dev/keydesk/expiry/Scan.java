package dev.keydesk.expiry;

import dev.keydesk.entra.AppPage;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.entra.UnreadApp;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads all app registrations with their credentials from Entra, again and again: for the rows that
 * {@link Credentials} reads, and for the index of the apps that Keydesk may serve.
 *
 * <p>One node scans, and the others take over what it has written. An interrupted scan continues
 * where it was, in this process or another one. After a restart the index holds what the last scan
 * saw, however long ago, so that people are served while Entra does not answer.
 */
public final class Scan {
    private static final Logger log = LoggerFactory.getLogger(Scan.class);

    /**
     * The limit for one scan; if more apps were deleted at once, the next scans look at the rest.
     */
    static final int ASKED_FOR_BY_THEMSELVES = 100;

    /** More than it takes to read 100,000 apps from the rows. */
    private static final Duration A_TAKE_OVER = Duration.ofSeconds(20);

    private final ScanRuns runs;
    private final Entra entra;
    private final EntraLookup lookup;
    private final ServedApps servedApps;
    private final OwnKeyWatch ownKey;
    private final InstantSource clock;
    private final ScanListeners listeners = new ScanListeners();
    private final ReentrantLock alone = new ReentrantLock();
    private volatile Optional<String> trouble = Optional.empty();

    /** How long another node has the lease; empty if this node had it the last time. */
    private volatile Optional<Instant> busyUntil = Optional.empty();

    /** The link at which Entra failed to return the list, if it failed the last time. */
    private Optional<URI> brokenAt = Optional.empty();

    public Scan(
            ScanRuns runs,
            Entra entra,
            EntraLookup lookup,
            ServedApps servedApps,
            OwnKeyWatch ownKey,
            InstantSource clock) {
        this.runs = runs;
        this.entra = entra;
        this.lookup = lookup;
        this.servedApps = servedApps;
        this.ownKey = ownKey;
        this.clock = clock;
    }

    /** Returns the listeners to its scans. */
    public ScanListeners listeners() {
        return listeners;
    }

    /** Loads the index from the rows, before the first scan of this process. */
    public void begin() {
        runs.lastEnded().ifPresent(this::load);
    }

    /** Returns when the scan began whose apps this node offers; empty before the first one. */
    public Optional<Instant> asOf() {
        return servedApps.asOf();
    }

    private void load(Instant asOf) {
        servedApps.load(asOf);
        ownKey.load();
        log.info("apps served={} as-of={}", servedApps.size(), asOf);
    }

    /** Reads all app registrations from Entra; keeps the old list if that fails. */
    public void refresh() {
        var _ = runUnlessBusy(this::refreshAlone);
    }

    /**
     * The same as a job, which may have moved here from a dead node.
     *
     * <p>If another thread of this process is taking over what another node has read, this waits
     * for it, because that takes only a moment. Both begin at the start, and without the wait a new
     * instance would do its first scan some time later.
     *
     * @throws RescheduleException with the time when the lease may be free, if another node has it
     */
    public void refreshInTurn() {
        if (!runUnlessBusy(A_TAKE_OVER, this::refreshAlone)) {
            throw new RescheduleException(clock.instant().plusSeconds(1));
        }
        busyUntil.ifPresent(when -> {
            throw new RescheduleException(when);
        });
    }

    /** Takes over what another node has read meanwhile. */
    public void takeOver() {
        var _ = runUnlessBusy(this::tookOver);
    }

    /**
     * Returns false if another thread of this process is scanning, perhaps waiting for a busy
     * Entra.
     */
    private boolean runUnlessBusy(Runnable work) {
        return runUnlessBusy(Duration.ZERO, work);
    }

    private boolean runUnlessBusy(Duration patience, Runnable work) {
        if (!isFreeWithin(patience)) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            alone.unlock();
        }
    }

    private boolean isFreeWithin(Duration patience) {
        try {
            return alone.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean tookOver() {
        var finished = runs.lastEnded();
        if (finished.isEmpty() || finished.equals(servedApps.asOf())) {
            return false;
        }
        runs.forgetKnown();
        load(finished.get());
        return true;
    }

    private void refreshAlone() {
        busyUntil = Optional.empty();
        if (tookOver()) {
            return;
        }
        var turn = runs.lease();
        if (!turn.take()) {
            busyUntil = Optional.of(turn.freeAt());
            log.info("apps not read: another node does so now");
            return;
        }
        try {
            scan(turn);
            trouble = Optional.empty();
        } catch (EntraFailure failure) {
            trouble = Optional.of(failure.sentence());
            log.warn("apps not read: {} {}", failure.sentence(), failure.facts());
        } catch (ScanLease.Lost lost) {
            log.info("apps not read to the end: {}", lost.getMessage());
        } catch (RuntimeException failure) {
            forgetRows();
            trouble =
                    Optional.of(
                            "The list of app registrations was read, and could not be kept (%s)."
                                    .formatted(failure.getClass().getSimpleName()));
            throw failure;
        } finally {
            turn.giveBack();
        }
    }

    /** Rows may have changed, and neither the index nor the next scan has followed. */
    private void forgetRows() {
        servedApps.markOutdated();
        runs.forgetKnown();
    }

    private void scan(ScanLease turn) {
        var brokenOff = runs.brokenOff();
        if (brokenOff.isPresent()) {
            forgetRows();
        }
        var before = brokenOff.filter(runs::canGoOn);
        if (before.isEmpty()) {
            walk(runs.fromTheBeginning(turn));
            return;
        }
        try {
            walk(runs.goingOn(turn, before.get()));
        } catch (EntraFailure.Refused tooOld) {
            log.info("apps are read from the beginning: {}", tooOld.sentence());
            walk(runs.fromTheBeginning(turn));
        }
    }

    private void walk(ScanRun scanRun) {
        var changes = servedApps.changes(scanRun.isFirst());
        own().ifPresent(app -> {
            ownKey.saw(app);
            changes.add(scanRun.single(app));
        });
        var unread = new ArrayList<UnreadApp>();
        boolean isWhole = readList(scanRun, changes, unread);
        var gone = isWhole ? gone(scanRun, changes) : Map.<Long, String>of();
        scanRun.finish(gone);
        changes.remove(gone.values());
        runs.ended(scanRun);
        if (!changes.publish(scanRun.startedAt())) {
            load(scanRun.startedAt());
        }
        listeners.ended(scanRun.result(), unread, scanRun.continueFrom().isEmpty());
        log.info(
                "apps served={} as-of={} rows-written={}",
                servedApps.size(),
                scanRun.startedAt(),
                scanRun.result().rows());
    }

    /**
     * Returns false if Entra has failed twice at the same place of the list. What was read counts
     * all the same: otherwise one place in the list would keep Keydesk from ever being ready.
     */
    private boolean readList(ScanRun scanRun, ServedApps.Changes changes, List<UnreadApp> unread) {
        var at = new AtomicReference<>(scanRun.continueFrom());
        try {
            entra.scan(
                    scanRun.continueFrom(),
                    page -> {
                        read(scanRun, page, changes);
                        unread.addAll(page.unread());
                        at.set(page.next());
                    });
            brokenAt = Optional.empty();
            return true;
        } catch (EntraFailure.Unsure broken) {
            if (at.get().isEmpty() || !at.get().equals(brokenAt)) {
                brokenAt = at.get();
                throw broken;
            }
            log.warn("apps not read to the end: {} {}", broken.sentence(), broken.facts());
            unread.add(
                    new UnreadApp(
                            Optional.empty(), "the rest of the list", "Entra does not give it"));
            return false;
        }
    }

    /**
     * Asks for an app that was on no page by itself before its credentials count as gone, because a
     * list has been seen to be too short, and reminders end with their credential. One answer is
     * not enough either. What cannot be asked this time stays as it was until the next scan.
     */
    private Map<Long, String> gone(ScanRun scanRun, ServedApps.Changes changes) {
        var gone = new HashMap<Long, String>();
        try {
            scanRun.missed(ASKED_FOR_BY_THEMSELVES)
                    .forEach((number, objectId) -> {
                        if (isGone(scanRun, changes, objectId)) {
                            gone.put(number, objectId);
                        }
                    });
        } catch (EntraFailure failure) {
            log.warn("missed apps not read: {} {}", failure.sentence(), failure.facts());
        }
        return gone;
    }

    private boolean isGone(ScanRun scanRun, ServedApps.Changes changes, String objectId) {
        try {
            return switch (lookup.appForScan(objectId)) {
                case LookupResult.Found(var app) -> {
                    changes.add(scanRun.single(app));
                    yield false;
                }
                // It stays as it was; the next scan looks again.
                case LookupResult.Missing(var _) -> false;
                case LookupResult.Gone(var _) -> true;
            };
        } catch (EntraFailure.Unsure unreadable) {
            // One app that cannot be read does not keep the next one from being read.
            log.warn("app={} not read: {}", objectId, unreadable.facts());
            return false;
        }
    }

    /** Keydesk's own app is read first; a failure does not keep the others from being read. */
    private Optional<AppRegistration> own() {
        try {
            return entra.own();
        } catch (EntraFailure failure) {
            log.warn("own app not read: {} {}", failure.sentence(), failure.facts());
            return Optional.empty();
        }
    }

    private void read(ScanRun scanRun, AppPage page, ServedApps.Changes changes) {
        changes.add(scanRun.page(page));
        listeners.page(page.apps());
    }

    /** Returns why the last scan was not completed; empty if it was. */
    public Optional<String> trouble() {
        return trouble;
    }
}
