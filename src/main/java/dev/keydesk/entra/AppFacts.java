package dev.keydesk.entra;

import java.util.Optional;

/** What is known of an app registration: from Entra if it answers, from the last scan otherwise. */
public final class AppFacts {

    /** What was found, and how fresh it is. */
    public sealed interface Fact {
        /** Read just now. */
        record Live(AppRegistration app) implements Fact {}

        /** Entra does not answer; this is what the last scan saw. */
        record Remembered(AppRegistration app) implements Fact {}

        /** Entra says that there is no such app registration. */
        record Gone() implements Fact {}

        /** Entra does not answer, and no scan saw it. */
        record Unknown() implements Fact {}

        default Optional<AppRegistration> found() {
            return switch (this) {
                case Live(var app) -> Optional.of(app);
                case Remembered(var app) -> Optional.of(app);
                case Gone(), Unknown() -> Optional.empty();
            };
        }
    }

    private final Entra entra;
    private final AppIndex index;

    public AppFacts(Entra entra, AppIndex index) {
        this.entra = entra;
        this.index = index;
    }

    public Fact of(String objectId) {
        try {
            return entra.find(objectId).<Fact>map(Fact.Live::new).orElseGet(Fact.Gone::new);
        } catch (EntraFailure away) {
            return index.find(objectId)
                    .<Fact>map(Fact.Remembered::new)
                    .orElseGet(Fact.Unknown::new);
        }
    }
}
