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
 * Asks Entra to remove one key. A removal that Entra accepts is not enough, and one that it refuses
 * is no proof either: whoever asks reads back, and waits as long as is said here.
 */
public final class KeyRemoval {
    public static final Duration READ_BACK = Duration.ofSeconds(10);

    /** Reads lag by seconds; what a read does not show by then is gone, whatever Entra said. */
    public static final Duration LAG_IS_OVER = Duration.ofMinutes(1);

    /** A refusal that lasts so long is mended by people, not by waiting. */
    public static final Duration STUCK_AFTER = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(KeyRemoval.class);

    private final Entra entra;
    private final AppLeases turns;

    public KeyRemoval(Entra entra, AppLeases turns) {
        this.entra = entra;
        this.turns = turns;
    }

    /**
     * Asks once, in the app's turn.
     *
     * @param what names the removal, for the turn and the log
     * @return what Entra said if it refused; empty if it accepted
     * @throws dev.keydesk.jobs.RescheduleException when the turn may be had, if somebody else has
     *     it
     * @throws EntraFailure if Entra gave no answer that counts; it may have removed the key
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
