package dev.keydesk.expiry;

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
 * Reads all app registrations with their keys from Entra, again and again: for the rows that {@link
 * Credentials} answers from, and for the index of the apps the desk may serve. After a restart the
 * index holds what the last scan saw, however long ago, so that people are served while Entra is
 * away.
 */
public final class Scan {
    private static final Logger log = LoggerFactory.getLogger(Scan.class);

    private final Db db;
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
    public Scan(
            Db db,
            Entra entra,
            AppIndex index,
            Predicate<AppRegistration> served,
            Consumer<List<AppRegistration>> scanned,
            InstantSource clock) {
        this.db = db;
        this.entra = entra;
        this.index = index;
        this.served = served;
        this.scanned = scanned;
        this.clock = clock;
    }

    /** Fills the index from the database, if a scan has ever come to its end. */
    public void load() {
        new Credentials(db, entra.ownClientId())
                .asOf()
                .ifPresent(asOf -> {
                    var draft = index.draft();
                    new SeenApps(db).forEach(app -> addIfServed(draft, app));
                    draft.publish(asOf);
                    log.info("apps served={} as-of={}", index.size(), asOf);
                });
    }

    /** Reads all app registrations from Entra; keeps the old list if that fails. */
    public void refresh() {
        var pass = new Pass(db, clock);
        var draft = index.draft();
        try {
            entra.scan(page -> {
                pass.page(page);
                page.forEach(app -> addIfServed(draft, app));
                scanned.accept(page);
            });
            var written = pass.finish();
            draft.publish(pass.startedAt());
            trouble = Optional.empty();
            log.info(
                    "apps served={} as-of={} rows-written={}",
                    index.size(),
                    pass.startedAt(),
                    written.rows());
        } catch (EntraFailure failure) {
            trouble = Optional.of(failure.sentence());
            log.warn("apps not read: {} {}", failure.sentence(), failure.facts());
        }
    }

    /** Why the last scan did not come to its end, if it did not. */
    public Optional<String> trouble() {
        return trouble;
    }

    private void addIfServed(AppIndex.Draft draft, AppRegistration app) {
        if (served.test(app)) {
            draft.add(app);
        }
    }
}
