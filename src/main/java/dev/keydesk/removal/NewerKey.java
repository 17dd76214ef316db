package dev.keydesk.removal;

import dev.keydesk.change.KeyRemoval;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.request.AppRef;
import dev.keydesk.request.MadeKey;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Tells whether the newer key, for which an old one is to go, can be used. Somebody may have
 * removed it since: then the old one may be all that the app has left.
 */
public final class NewerKey {
    private static final Logger log = LoggerFactory.getLogger(NewerKey.class);

    private static final String GONE =
            "The new key is no longer there, so the old one was not removed.";
    private static final String ENDED = "The new key has ended, so the old one was not removed.";

    private final Requests requests;
    private final Entra entra;
    private final InstantSource clock;

    NewerKey(Requests requests, Entra entra, InstantSource clock) {
        this.requests = requests;
        this.entra = entra;
        this.clock = clock;
    }

    /**
     * Why a key of that app is still needed, as a sentence; empty if the one that took its place is
     * there, or it goes for another reason.
     *
     * @throws dev.keydesk.entra.EntraFailure if Entra does not tell
     */
    Optional<String> missing(AppRef app, Cause cause) {
        return cause.replacedBy().flatMap(ticket -> missing(app, ticket));
    }

    private Optional<String> missing(AppRef app, Ticket ticket) {
        var made = requests.find(ticket).flatMap(stored -> inUse(stored.request()));
        if (made.isEmpty()) {
            return Optional.of(GONE);
        }
        if (hasEnded(made.get())) {
            return Optional.of(ENDED);
        }
        return isGone(app, made.get()) ? Optional.of(GONE) : Optional.empty();
    }

    /** A key that is being taken back is there for a moment only. */
    private static Optional<MadeKey> inUse(SecretRequest request) {
        return request instanceof SecretRequest.TakingBack
                ? Optional.empty()
                : request.keyInEntra();
    }

    public boolean hasEnded(MadeKey made) {
        return !made.end().isAfter(clock.instant());
    }

    /** Whether Entra, asked now, no longer has it; without an answer it counts as there. */
    public boolean isLost(AppRef app, MadeKey made) {
        try {
            return isGone(app, made);
        } catch (EntraFailure unread) {
            log.info("app {} not read: {}", app.objectId(), unread.facts());
            return false;
        }
    }

    /**
     * While reads may not show yet what was just made, it counts as there; of an app that is gone
     * as a whole nothing is said.
     */
    private boolean isGone(AppRef app, MadeKey made) {
        return made.start().plus(KeyRemoval.LAG_IS_OVER).isBefore(clock.instant())
                && entra.find(app.objectId())
                        .filter(read ->
                                read.secrets().stream()
                                        .noneMatch(secret ->
                                                secret.keyId().equalsIgnoreCase(made.keyId())))
                        .isPresent();
    }
}
