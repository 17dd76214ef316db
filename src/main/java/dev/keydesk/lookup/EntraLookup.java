package dev.keydesk.lookup;

import dev.keydesk.entra.AppOwner;
import dev.keydesk.entra.AppRegistration;
import dev.keydesk.entra.AppRegistration.Secret;
import dev.keydesk.entra.Entra;
import dev.keydesk.lookup.Absences.Thing;
import dev.keydesk.lookup.LookupResult.Found;
import dev.keydesk.lookup.LookupResult.Gone;
import dev.keydesk.lookup.LookupResult.Missing;
import dev.keydesk.lookup.LookupResult.SeenSecret;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Looks whether something exists in Entra. One look can prove that it exists; only several, a
 * minute apart, can prove that it is gone, because a proxy, or a part of Entra that lags behind,
 * may answer "not found".
 *
 * <p>Every method throws an {@link dev.keydesk.entra.EntraFailure} if Entra does not answer; that
 * does not count as a look.
 */
public final class EntraLookup {
    private static final Logger log = LoggerFactory.getLogger(EntraLookup.class);

    private final Entra entra;
    private final Absences absences;
    private final InstantSource clock;

    public EntraLookup(Entra entra, Absences absences, InstantSource clock) {
        this.entra = entra;
        this.absences = absences;
        this.clock = clock;
    }

    /** Looks for the app registration, for a person who waits. */
    public LookupResult<AppRegistration> app(String objectId) {
        return app(objectId, entra.find(objectId));
    }

    /** The same with its certificates, as a scan reads it. */
    public LookupResult<AppRegistration> appForScan(String objectId) {
        return app(objectId, entra.lookFor(objectId));
    }

    /** Looks for the owners of the app, in Entra's order. */
    public LookupResult<List<AppOwner>> owners(String objectId) {
        return app(objectId, entra.owners(objectId));
    }

    private <T> LookupResult<T> app(String objectId, Optional<T> read) {
        var thing = Thing.app(objectId);
        if (read.isEmpty()) {
            return missed(thing, true);
        }
        absences.recordSeen(thing);
        return new Found<>(read.get());
    }

    /** Looks for the secret with this id. */
    public LookupResult<SeenSecret> secret(String objectId, String keyId) {
        return secret(
                Thing.secret(objectId, keyId), secret -> secret.keyId().equalsIgnoreCase(keyId));
    }

    /**
     * Looks for a secret of which only the name is known.
     *
     * @param isIt a further condition on the secret
     */
    public LookupResult<SeenSecret> secretNamed(
            String objectId, String name, Predicate<Secret> isIt) {
        var ofThatName = Optional.of(name);
        return secret(
                Thing.named(objectId, name),
                secret -> secret.name().equals(ofThatName) && isIt.test(secret));
    }

    private LookupResult<SeenSecret> secret(Thing thing, Predicate<Secret> isIt) {
        return switch (app(thing.app())) {
            case Missing(var again) -> new Missing<>(again);
            case Gone(var _) -> new Gone<>(true);
            case Found(var app) -> secret(thing, app, isIt);
        };
    }

    private LookupResult<SeenSecret> secret(
            Thing thing, AppRegistration app, Predicate<Secret> isIt) {
        var secret = app.secrets().stream().filter(isIt).findFirst();
        if (secret.isEmpty()) {
            return missed(thing, false);
        }
        absences.recordSeen(thing);
        return new Found<>(new SeenSecret(app, secret.get()));
    }

    private <T> LookupResult<T> missed(Thing thing, boolean withItsApp) {
        var looks = absences.recordMissed(thing, clock.instant());
        if (looks.isEnough()) {
            return new Gone<>(withItsApp);
        }
        log.info(
                "app={} {} not shown by Entra, look {} of {}",
                thing.app(),
                thing.kind(),
                looks.number(),
                Absences.ENOUGH);
        return new Missing<>(looks.last().plus(Absences.APART));
    }
}
