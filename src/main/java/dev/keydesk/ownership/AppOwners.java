package dev.keydesk.ownership;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.lookup.Absences;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.store.Db;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The owners of apps in Entra: as stored, or read from Entra for apps without stored owners. */
public final class AppOwners {
    private static final Logger log = LoggerFactory.getLogger(AppOwners.class);

    /** After that Entra is asked again for owners that it did not tell. */
    private static final Duration UNTOLD_FOR = Duration.ofHours(1);

    /** Why nobody is notified, in the middle of a sentence. */
    public static final String UNTOLD = "Entra did not say who owns it";

    private final Entra entra;
    private final EntraLookup lookup;
    private final OwnerRows rows;
    private final InstantSource clock;

    public AppOwners(Db db, Entra entra, InstantSource clock) {
        this.entra = entra;
        this.lookup = new EntraLookup(entra, new Absences(db), clock);
        this.rows = new OwnerRows(db);
        this.clock = clock;
    }

    /** What is known about the owners of an app. */
    public sealed interface Owners {
        /** The owners in Entra's order; the list may be empty. */
        record Known(List<AppOwner> all) implements Owners {}

        /** Entra does not tell the owners. */
        record Untold(String sentence) implements Owners {}

        /** The app was deleted since the last scan: several looks have not found it. */
        record NoApp() implements Owners {}
    }

    /** Returns what is stored for these apps; an app whose owners were never read is left out. */
    public Map<String, Owners> stored(Collection<String> apps) {
        return rows.owners(apps, clock.instant().minus(UNTOLD_FOR));
    }

    /**
     * Returns the owners of an app: the stored ones, or else those that Entra tells now.
     *
     * @throws EntraFailure.Busy if Entra asks to come later
     */
    public Owners of(String objectId) {
        var stored = Optional.ofNullable(stored(List.of(objectId)).get(objectId));
        return stored.orElseGet(() -> orUntold(objectId, () -> read(objectId)));
    }

    /**
     * Returns the owners as Entra tells them now, for decisions that need a fresh answer and for
     * commands that only show something. Nothing is stored, so an app that Entra misses once is
     * never taken for a deleted one.
     *
     * @throws EntraFailure.Busy if Entra asks to come later
     */
    public Owners readNow(String objectId) {
        return orUntold(
                objectId,
                () ->
                        entra.owners(objectId)
                                .<Owners>map(Owners.Known::new)
                                .orElseGet(() -> new Owners.Untold(UNTOLD)));
    }

    private static Owners orUntold(String objectId, Supplier<Owners> ask) {
        try {
            return ask.get();
        } catch (EntraFailure.Busy busy) {
            throw busy;
        } catch (EntraFailure failure) {
            // A reminder that reaches the wrong people helps more than one that reaches nobody.
            log.warn("owners of {} not read: {}", objectId, failure.facts());
            return new Owners.Untold(UNTOLD);
        }
    }

    /**
     * Returns the owners as Entra tells them now; empty if the app is gone.
     *
     * @param notShown creates the exception for an app that Entra did not show this time, which
     *     proves nothing; takes the time of the next look
     * @throws EntraFailure if Entra does not tell
     */
    public List<AppOwner> fresh(String objectId, Function<Instant, RuntimeException> notShown) {
        return switch (lookup.owners(objectId)) {
            case LookupResult.Found(var owners) -> owners;
            case LookupResult.Missing(var again) -> throw notShown.apply(again);
            case LookupResult.Gone(var _) -> List.of();
        };
    }

    /**
     * Asks Entra and stores the answer, even if Entra does not tell the owners or does not show the
     * app.
     *
     * @throws EntraFailure if there was no answer, and nothing was stored
     */
    public Owners read(String objectId) {
        try {
            return stored(objectId, lookup.owners(objectId));
        } catch (EntraFailure.Refused refused) {
            log.warn("owners of {} not read: {}", objectId, refused.facts());
            return recordUntold(objectId);
        }
    }

    /** Records that Entra did not tell, so that it is not asked again for an hour. */
    public Owners recordUntold(String objectId) {
        rows.recordNotTold(objectId, clock.instant());
        return new Owners.Untold(UNTOLD);
    }

    private Owners stored(String objectId, LookupResult<List<AppOwner>> owners) {
        return switch (owners) {
            case LookupResult.Found(var all) -> {
                rows.save(objectId, all, clock.instant());
                yield new Owners.Known(all);
            }
            // The scan looks at it again; until the app is surely gone, the known owners stay.
            case LookupResult.Missing(var _) -> recordUntold(objectId);
            case LookupResult.Gone(var _) -> {
                rows.recordGone(objectId, clock.instant());
                yield new Owners.NoApp();
            }
        };
    }
}
