package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.entra.Entra;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.TryAgain;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Removes a key of ours from Entra, and tries until Entra agrees.
 *
 * <p>A removal that Entra accepts is not enough: a read must show that the key is gone, and reads
 * lag. So the same removal is asked again a little later; when Entra no longer knows the key and no
 * longer shows it, it is gone.
 */
public final class TakeBacks {
    private static final Logger log = LoggerFactory.getLogger(TakeBacks.class);
    private static final int NOT_FOUND = 404;
    private static final Duration READ_BACK = Duration.ofSeconds(10);

    /** If Entra keeps accepting the removal of a key it no longer shows, it is gone by then. */
    private static final Duration LAG_IS_OVER = Duration.ofMinutes(1);

    private static final Duration TIME_LEFT = Duration.ofHours(1);

    private final Requests requests;
    private final Entra entra;
    private final AppTurns turns;
    private final InstantSource clock;

    public TakeBacks(Requests requests, Entra entra, AppTurns turns, InstantSource clock) {
        this.requests = requests;
        this.entra = entra;
        this.turns = turns;
        this.clock = clock;
    }

    /** The job of every request that is taking its key back. */
    public void takeBack(Job job) {
        requests.find(new Ticket(job.subject()))
                .ifPresent(stored -> {
                    if (stored.request() instanceof SecretRequest.TakingBack taking) {
                        takeBack(stored, taking);
                    }
                });
    }

    private void takeBack(Stored stored, SecretRequest.TakingBack taking) {
        notTooEarly(taking.key().start().plus(AppTurns.DISTANCE));
        boolean accepted = remove(taking);
        boolean shown = isShown(taking);
        boolean certain = !accepted || lagIsOver(taking);
        if (shown || !certain) {
            throw new TryAgain(clock.instant().plus(READ_BACK));
        }
        log.info("ticket={} key={} is gone", taking.ticket(), taking.key().keyId());
        requests.move(
                stored,
                taking.gone(clock.instant(), clock.instant().plus(TIME_LEFT)),
                Actor.DESK,
                "The key %s is no longer in Entra.".formatted(taking.key().keyId()));
    }

    private void notTooEarly(Instant removable) {
        if (removable.isAfter(clock.instant())) {
            throw new TryAgain(removable);
        }
    }

    /** False if Entra does not know the key, or refuses; whether it is gone is read afterwards. */
    private boolean remove(SecretRequest.TakingBack taking) {
        var accepted = new boolean[1];
        turns.during(
                taking.ask().app(),
                "take-back-" + taking.ticket() + "-" + taking.right().attempts(),
                () -> accepted[0] = removeOnce(taking));
        return accepted[0];
    }

    private boolean removeOnce(SecretRequest.TakingBack taking) {
        try {
            entra.removePassword(taking.ask().app().objectId(), taking.key().keyId());
            return true;
        } catch (EntraFailure.Refused refused) {
            log.info("ticket={} removal refused: {}", taking.ticket(), refused.facts());
            return false;
        }
    }

    private boolean isShown(SecretRequest.TakingBack taking) {
        try {
            return entra.read(taking.ask().app().objectId()).secrets().stream()
                    .anyMatch(secret -> secret.keyId().equalsIgnoreCase(taking.key().keyId()));
        } catch (EntraFailure.Refused refused) {
            if (refused.status() == NOT_FOUND) {
                return false;
            }
            throw refused;
        }
    }

    private boolean lagIsOver(SecretRequest.TakingBack taking) {
        return !taking.since().plus(LAG_IS_OVER).isAfter(clock.instant());
    }
}
