package dev.keydesk.lookup;

import dev.keydesk.entra.AppIndex;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.EntraFailure;

import java.time.Instant;
import java.util.Optional;

/** Reads an app registration: from Entra if it answers, from the last scan otherwise. */
public final class AppFacts {

    /** What was found, and how fresh it is. */
    public sealed interface Fact {
        /** Read from Entra just now. */
        record Live(AppRegistration app) implements Fact {}

        /** Entra does not answer; this is what the last scan saw. */
        record Remembered(AppRegistration app) implements Fact {}

        /**
         * Entra does not show the app this time, which proves nothing yet.
         *
         * @param remembered what the last scan saw
         */
        record Missing(Optional<AppRegistration> remembered, Instant lookAgainAt) implements Fact {}

        /** The app registration does not exist any more. */
        record Gone() implements Fact {}

        /** Entra does not answer, and no scan saw the app. */
        record Unknown() implements Fact {}

        default Optional<AppRegistration> found() {
            return switch (this) {
                case Live(var app) -> Optional.of(app);
                case Remembered(var app) -> Optional.of(app);
                case Missing(var remembered, _) -> remembered;
                case Gone(), Unknown() -> Optional.empty();
            };
        }
    }

    private final EntraLookup entra;
    private final AppIndex index;

    public AppFacts(EntraLookup entra, AppIndex index) {
        this.entra = entra;
        this.index = index;
    }

    public Fact of(String objectId) {
        try {
            return switch (entra.app(objectId)) {
                case LookupResult.Found(var app) -> new Fact.Live(app);
                case LookupResult.Missing(var again) ->
                        new Fact.Missing(index.find(objectId), again);
                case LookupResult.Gone(var _) -> new Fact.Gone();
            };
        } catch (EntraFailure away) {
            return index.find(objectId)
                    .<Fact>map(Fact.Remembered::new)
                    .orElseGet(Fact.Unknown::new);
        }
    }
}
