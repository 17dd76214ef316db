package dev.keydesk.apps;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Keeps the index of the app registrations the desk may serve. After a restart it holds what the
 * last scan saw, however long ago, so that people are served while Entra is away.
 */
public final class AppCatalog {
    private static final Logger log = LoggerFactory.getLogger(AppCatalog.class);

    private final AppRows rows;
    private final Entra entra;
    private final AppIndex index;
    private final Predicate<AppRegistration> served;
    private final Consumer<List<AppRegistration>> scanned;
    private final InstantSource clock;
    private volatile Optional<String> trouble = Optional.empty();

    /**
     * Fills the index with what the rules let through.
     *
     * @param served whether the desk may serve this app at all
     * @param scanned hears of all apps a scan sees, served or not
     */
    public AppCatalog(
            Db db,
            Entra entra,
            AppIndex index,
            Predicate<AppRegistration> served,
            Consumer<List<AppRegistration>> scanned,
            InstantSource clock) {
        this.rows = new AppRows(db);
        this.entra = entra;
        this.index = index;
        this.served = served;
        this.scanned = scanned;
        this.clock = clock;
    }

    /** Fills the index from the database, if a scan has ever come to its end. */
    public void load() {
        rows.finishedAt()
                .ifPresent(asOf -> {
                    var draft = index.draft();
                    rows.forEach(app -> addIfServed(draft, app));
                    draft.publish(asOf);
                    log.info("apps served={} as-of={}", index.size(), asOf);
                });
    }

    /** Reads all app registrations from Entra; keeps the old list if that fails. */
    public void refresh() {
        var now = clock.instant();
        var draft = index.draft();
        try {
            entra.scan(page -> keep(page, now.toEpochMilli(), draft));
            rows.finish(now.toEpochMilli(), now);
            draft.publish(now);
            trouble = Optional.empty();
            log.info("apps served={} as-of={}", index.size(), now);
        } catch (EntraFailure failure) {
            trouble = Optional.of(failure.sentence());
            log.warn("apps not read: {} {}", failure.sentence(), failure.facts());
        } catch (RuntimeException failure) {
            trouble =
                    Optional.of(
                            "The list of app registrations was read, and could not be kept (%s)."
                                    .formatted(failure.getClass().getSimpleName()));
            throw failure;
        }
    }

    /** Why the last scan did not come to its end, if it did not. */
    public Optional<String> trouble() {
        return trouble;
    }

    private void keep(List<AppRegistration> page, long scan, AppIndex.Draft draft) {
        rows.save(page, scan);
        page.forEach(app -> addIfServed(draft, app));
        scanned.accept(page);
    }

    private void addIfServed(AppIndex.Draft draft, AppRegistration app) {
        if (served.test(app)) {
            draft.add(app);
        }
    }
}
