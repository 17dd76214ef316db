package dev.keydesk.removal;

import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.keychange.KeyRemoval;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.lookup.LookupResult.SeenSecret;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Decides whether the newer secret, for which an old one is to be removed, can be used. Somebody
 * may have removed it: then the old one may be all that the app has left.
 */
public final class NewerKey {
    private static final Logger log = LoggerFactory.getLogger(NewerKey.class);

    private static final String GONE =
            "The new secret is no longer there, so the old one was not removed.";
    private static final String ENDED =
            "The new secret has expired, so the old one was not removed.";

    private final Requests requests;
    private final EntraLookup lookup;
    private final InstantSource clock;

    NewerKey(Requests requests, EntraLookup lookup, InstantSource clock) {
        this.requests = requests;
        this.lookup = lookup;
        this.clock = clock;
    }

    /**
     * Returns why a secret of the app is still needed, as a sentence; empty if the one that
     * replaced it exists, or it is removed for another reason.
     *
     * @throws EntraFailure if Entra does not tell
     * @throws RescheduleException if Entra did not show it this time, which proves nothing
     */
    Optional<String> missing(AppRef app, RemovalCause cause) {
        return cause.replacedBy().flatMap(ticket -> missing(app, ticket));
    }

    private Optional<String> missing(AppRef app, Ticket ticket) {
        var made = requests.find(ticket).flatMap(stored -> inUse(stored.state()));
        if (made.isEmpty()) {
            return Optional.of(GONE);
        }
        if (hasEnded(made.get())) {
            return Optional.of(ENDED);
        }
        if (mayNotBeShownYet(made.get())) {
            return Optional.empty();
        }
        return switch (look(app, made.get())) {
            case LookupResult.Found(var _) -> Optional.empty();
            case LookupResult.Missing(var again) -> throw new RescheduleException(again);
            case LookupResult.Gone(var withItsApp) ->
                    withItsApp ? Optional.empty() : Optional.of(GONE);
        };
    }

    /** A secret that is being removed exists only for a moment longer. */
    private static Optional<IssuedSecret> inUse(SecretRequest request) {
        return request instanceof SecretRequest.TakingBack
                ? Optional.empty()
                : request.keyInEntra();
    }

    /** Returns whether it has expired. */
    public boolean hasEnded(IssuedSecret made) {
        return !made.end().isAfter(clock.instant());
    }

    /**
     * Returns whether several looks at Entra, the last one now, did not find it; without an answer
     * it counts as existing, and so does one whose app is gone.
     */
    public boolean isLost(AppRef app, IssuedSecret made) {
        try {
            return !mayNotBeShownYet(made)
                    && look(app, made) instanceof LookupResult.Gone(var withItsApp)
                    && !withItsApp;
        } catch (EntraFailure unread) {
            log.info("app {} not read: {}", app.objectId(), unread.facts());
            return false;
        }
    }

    /** A secret that was just made counts as existing. */
    private boolean mayNotBeShownYet(IssuedSecret made) {
        return !made.start().plus(KeyRemoval.LAG_IS_OVER).isBefore(clock.instant());
    }

    private LookupResult<SeenSecret> look(AppRef app, IssuedSecret made) {
        return lookup.secret(app.objectId(), made.keyId());
    }
}
