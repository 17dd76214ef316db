package dev.keydesk.expiry;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppPage;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.entra.UnreadApp;
import dev.keydesk.expiry.KnownApps.Change;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

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

    /** Entra accepts a link to a page for a limited time, and old data is worth little. */
    static final Duration GOES_ON_FOR = Duration.ofHours(1);

    /**
     * The limit for one scan; if more apps were deleted at once, the next scans look at the rest.
     */
    static final int ASKED_FOR_BY_THEMSELVES = 100;

    /** More than it takes to read 100,000 apps from the rows. */
    private static final Duration A_TAKE_OVER = Duration.ofSeconds(20);

    private final Db db;
    private final Leases leases;
    private final Entra entra;
    private final EntraLookup lookup;
    private final AppIndex index;
    private final Listeners listeners;
    private final Credentials credentials;
    private final OwnKeyWatch ownKey;
    private final InstantSource clock;
    private final ReentrantLock alone = new ReentrantLock();
    private volatile Optional<String> trouble = Optional.empty();

    /** How long another node has the lease; empty if this node had it the last time. */
    private volatile Optional<Instant> busyUntil = Optional.empty();

    /** The link at which Entra failed to return the list, if it failed the last time. */
    private Optional<URI> brokenAt = Optional.empty();

    /** Run after each complete scan. */
    private final List<Runnable> ended = new CopyOnWriteArrayList<>();

    /** Whether the index matches the rows, so that it needs only changes. */
    private boolean inStep;

    /** What the rows say, if this process was the last to write them. */
    private Optional<KnownApps> known = Optional.empty();

    /**
     * Receives what a scan sees.
     *
     * @param served returns whether Keydesk may serve the app, and so has it in the index
     * @param page receives all apps, served or not
     * @param written receives at the end what has changed
     * @param unread receives at the end what could not be read, and whether the list was read from
     *     its beginning
     */
    public record Listeners(
            Predicate<AppRegistration> served,
            Consumer<List<AppRegistration>> page,
            Consumer<ScanResult> written,
            BiConsumer<Collection<UnreadApp>, Boolean> unread) {}

    public Scan(
            Db db,
            Leases leases,
            Entra entra,
            EntraLookup lookup,
            AppIndex index,
            Listeners listeners,
            Credentials credentials,
            OwnKeyWatch ownKey,
            InstantSource clock) {
        this.db = db;
        this.leases = leases;
        this.entra = entra;
        this.lookup = lookup;
        this.index = index;
        this.listeners = listeners;
        this.credentials = credentials;
        this.ownKey = ownKey;
        this.clock = clock;
    }

    /** Loads the index from the rows, before the first scan of this process. */
    public void begin() {
        credentials.asOf().ifPresent(this::load);
    }

    /** Returns when the scan began whose apps this node offers; empty before the first one. */
    public Optional<Instant> asOf() {
        return index.asOf();
    }

    /** Fills the index from the rows. */
    private void load(Instant asOf) {
        var draft = index.draft();
        new StoredApps(db).forEach(app -> tell(draft, app));
        draft.publish(asOf);
        inStep = true;
        ownKey.load();
        log.info("apps served={} as-of={}", index.size(), asOf);
    }

    /** Reads all app registrations from Entra; keeps the old list if that fails. */
    public void refresh() {
        var _ = unlessAtIt(this::refreshAlone);
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
        if (!unlessAtIt(A_TAKE_OVER, this::refreshAlone)) {
            throw new RescheduleException(clock.instant().plusSeconds(1));
        }
        busyUntil.ifPresent(when -> {
            throw new RescheduleException(when);
        });
    }

    /** Takes over what another node has read meanwhile. */
    public void takeOver() {
        var _ = unlessAtIt(this::tookOver);
    }

    /**
     * Returns false if another thread of this process is scanning, perhaps waiting for a busy
     * Entra.
     */
    private boolean unlessAtIt(Runnable work) {
        return unlessAtIt(Duration.ZERO, work);
    }

    private boolean unlessAtIt(Duration patience, Runnable work) {
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
        var finished = credentials.asOf();
        if (finished.isEmpty() || finished.equals(index.asOf())) {
            return false;
        }
        known = Optional.empty();
        load(finished.get());
        return true;
    }

    private void refreshAlone() {
        busyUntil = Optional.empty();
        if (tookOver()) {
            return;
        }
        var turn = new ScanLease(db, leases);
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
            inStep = false;
            known = Optional.empty();
            trouble =
                    Optional.of(
                            "The list of app registrations was read, and could not be kept (%s)."
                                    .formatted(failure.getClass().getSimpleName()));
            throw failure;
        } finally {
            turn.giveBack();
        }
    }

    private void scan(ScanLease turn) {
        var underway = new ScanProgress(db).underway();
        if (underway.isPresent()) {
            // The rows have changed, and neither the index nor the known apps follow.
            inStep = false;
            known = Optional.empty();
        }
        var before = underway.filter(this::canGoOn);
        if (before.isEmpty()) {
            walk(ScanRun.fromTheBeginning(db, turn, clock, known()));
            return;
        }
        try {
            walk(ScanRun.goingOn(db, turn, clock, known(), before.get()));
        } catch (EntraFailure.Refused tooOld) {
            log.info("apps are read from the beginning: {}", tooOld.sentence());
            walk(ScanRun.fromTheBeginning(db, turn, clock, known()));
        }
    }

    /** Removed here, and put back only when the scan is complete. */
    private KnownApps known() {
        var taken = known.orElseGet(() -> new ScanRows(db).known());
        known = Optional.empty();
        return taken;
    }

    private boolean canGoOn(ScanProgress.Underway underway) {
        var oldest = clock.instant().minus(GOES_ON_FOR);
        return underway.next().isPresent() && !underway.startedAt().isBefore(oldest);
    }

    private void walk(ScanRun scanRun) {
        boolean draftHearsAll = inStep || scanRun.isFirst();
        inStep = false;
        var draft = index.revision();
        own().ifPresent(app -> {
            ownKey.saw(app);
            tell(draft, scanRun.single(app));
        });
        var unread = new ArrayList<UnreadApp>();
        boolean isWhole = readList(scanRun, draft, unread);
        var gone = isWhole ? gone(scanRun, draft) : Map.<Long, String>of();
        scanRun.finish(gone);
        gone.values().forEach(draft::remove);
        known = Optional.of(scanRun.known());
        if (draftHearsAll) {
            draft.publish(scanRun.startedAt());
            inStep = true;
        } else {
            load(scanRun.startedAt());
        }
        listeners.written().accept(scanRun.result());
        listeners.unread().accept(unread, scanRun.from().isEmpty());
        ended.forEach(Runnable::run);
        log.info(
                "apps served={} as-of={} rows-written={}",
                index.size(),
                scanRun.startedAt(),
                scanRun.result().rows());
    }

    /**
     * Returns false if Entra has failed twice at the same place of the list. What was read counts
     * all the same: otherwise one place in the list would keep Keydesk from ever being ready.
     */
    private boolean readList(ScanRun scanRun, AppIndex.Draft draft, List<UnreadApp> unread) {
        var at = new AtomicReference<>(scanRun.from());
        try {
            entra.scan(
                    scanRun.from(),
                    page -> {
                        read(scanRun, page, draft);
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
    private Map<Long, String> gone(ScanRun scanRun, AppIndex.Draft draft) {
        var gone = new HashMap<Long, String>();
        try {
            scanRun.missed(ASKED_FOR_BY_THEMSELVES)
                    .forEach((number, objectId) -> {
                        if (isGone(scanRun, draft, objectId)) {
                            gone.put(number, objectId);
                        }
                    });
        } catch (EntraFailure failure) {
            log.warn("missed apps not read: {} {}", failure.sentence(), failure.facts());
        }
        return gone;
    }

    private boolean isGone(ScanRun scanRun, AppIndex.Draft draft, String objectId) {
        try {
            return switch (lookup.appForScan(objectId)) {
                case LookupResult.Found(var app) -> {
                    tell(draft, scanRun.single(app));
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

    private void read(ScanRun scanRun, AppPage page, AppIndex.Draft draft) {
        tell(draft, scanRun.page(page));
        listeners.page().accept(page.apps());
    }

    private void tell(AppIndex.Draft draft, List<Change> changes) {
        changes.forEach(change -> tell(draft, change.app()));
    }

    private void tell(AppIndex.Draft draft, AppRegistration app) {
        if (listeners.served().test(app)) {
            draft.add(app);
        } else {
            draft.remove(app.objectId());
        }
    }

    /** Adds code to run after each complete scan. */
    public void heardBy(Runnable hearer) {
        ended.add(hearer);
    }

    /** Returns why the last scan was not completed; empty if it was. */
    public Optional<String> trouble() {
        return trouble;
    }
}
