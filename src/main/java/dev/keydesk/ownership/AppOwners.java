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

/**
 * Who owns an app in Entra: as it is stored, and of apps nobody has read them of, as Entra says.
 */
public final class AppOwners {
    private static final Logger log = LoggerFactory.getLogger(AppOwners.class);

    /** After that Entra is asked again what it did not tell. */
    private static final Duration UNTOLD_FOR = Duration.ofHours(1);

    /** Why nobody is told, in the middle of a sentence. */
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

    /** What is known of the owners of an app. */
    public sealed interface Owners {
        /** In Entra's order. */
        record Known(List<AppOwner> all) implements Owners {}

        /** Entra does not tell them. */
        record Untold(String sentence) implements Owners {}

        /** The app was deleted since the last scan: several looks have not found it. */
        record NoApp() implements Owners {}
    }

    /** What is stored of these apps; one nobody has read the owners of is left out. */
    public Map<String, Owners> stored(Collection<String> apps) {
        return rows.owners(apps, clock.instant().minus(UNTOLD_FOR));
    }

    /**
     * The owners of one app: those that are stored, or, if none are, those Entra tells now.
     *
     * @throws EntraFailure.Busy if Entra asks us to come later
     */
    public Owners of(String objectId) {
        var stored = Optional.ofNullable(stored(List.of(objectId)).get(objectId));
        return stored.orElseGet(() -> orUntold(objectId, () -> read(objectId)));
    }

    /**
     * The owners of one app as Entra tells them now, for what must not rest on an old answer, and
     * for somebody who only wants to look; nothing is stored, so that an app Entra does not show
     * once is never taken for a deleted one.
     *
     * @throws EntraFailure.Busy if Entra asks us to come later
     */
    public Owners now(String objectId) {
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
     * The same as of now, for what must not rest on an old answer; nobody if the app is gone.
     *
     * @param notShown what is thrown if Entra did not show the app this time, which proves nothing;
     *     made with the time of the next look
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
     * Asks Entra, and stores what it says, also that it does not tell, or does not show the app.
     *
     * @throws EntraFailure if there was no answer, and nothing was stored
     */
    public Owners read(String objectId) {
        try {
            return stored(objectId, lookup.owners(objectId));
        } catch (EntraFailure.Refused refused) {
            log.warn("owners of {} not read: {}", objectId, refused.facts());
            return untold(objectId);
        }
    }

    /** Entra is not asked again for a while. */
    public Owners untold(String objectId) {
        rows.notTold(objectId, clock.instant());
        return new Owners.Untold(UNTOLD);
    }

    private Owners stored(String objectId, LookupResult<List<AppOwner>> owners) {
        return switch (owners) {
            case LookupResult.Found(var all) -> {
                rows.save(objectId, all, clock.instant());
                yield new Owners.Known(all);
            }
            // The scan looks at it again; until it is sure, whoever was known as an owner stays so.
            case LookupResult.Missing(var _) -> untold(objectId);
            case LookupResult.Gone(var _) -> {
                rows.gone(objectId, clock.instant());
                yield new Owners.NoApp();
            }
        };
    }
}
