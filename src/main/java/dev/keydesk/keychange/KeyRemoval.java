package dev.keydesk.keychange;

import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.request.AppRef;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Asks Entra to remove a credential. Neither an accepted removal nor a refused one is proof, so the
 * caller reads back after the times given here.
 */
public final class KeyRemoval {
    /** How long after an accepted removal the first read should be. */
    public static final Duration READ_BACK = Duration.ofSeconds(10);

    /**
     * Reads lag by seconds; a credential that a read does not show after this time is gone,
     * whatever Entra answered.
     */
    public static final Duration LAG_IS_OVER = Duration.ofMinutes(1);

    /** A refusal that lasts this long needs a person. */
    public static final Duration STUCK_AFTER = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(KeyRemoval.class);

    private final Entra entra;
    private final AppLeases turns;

    public KeyRemoval(Entra entra, AppLeases turns) {
        this.entra = entra;
        this.turns = turns;
    }

    /**
     * Asks once, while holding the app's lease.
     *
     * @param what names the removal, for the lease and the log
     * @return Entra's refusal; empty if it accepted
     * @throws dev.keydesk.jobs.RescheduleException with the time when the lease may be free, if
     *     somebody else has it
     * @throws EntraFailure if there was no clear answer; Entra may have removed the credential
     */
    public Optional<EntraFailure.Refused> ask(AppRef app, String keyId, String what) {
        var refusal = new AtomicReference<Optional<EntraFailure.Refused>>(Optional.empty());
        turns.during(app, what, () -> refusal.set(tryOnce(app, keyId, what)));
        return refusal.get();
    }

    private Optional<EntraFailure.Refused> tryOnce(AppRef app, String keyId, String what) {
        try {
            entra.removePassword(app.objectId(), keyId);
            return Optional.empty();
        } catch (EntraFailure.Refused refused) {
            log.info("{} refused: {}", what, refused.facts());
            return Optional.of(refused);
        }
    }
}
