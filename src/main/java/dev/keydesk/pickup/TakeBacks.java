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
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Removes a key of ours from Entra, and tries until Entra agrees.
 *
 * <p>A removal that Entra accepts is not enough, and one that it refuses is no proof either: a read
 * must show that the key is gone, once reads no longer lag. Until then the removal is asked again.
 */
public final class TakeBacks {
    private static final Logger log = LoggerFactory.getLogger(TakeBacks.class);
    private static final Duration READ_BACK = Duration.ofSeconds(10);

    /** Reads lag by seconds; what a read does not show by then is gone, whatever Entra said. */
    private static final Duration LAG_IS_OVER = Duration.ofMinutes(1);

    /** A refusal that lasts so long is mended by people, not by waiting. */
    private static final Duration STUCK_AFTER = Duration.ofHours(1);

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
        TryAgain.ifBefore(made(taking).plus(AppTurns.DISTANCE), clock.instant());
        var refusal = remove(taking);
        if (isShown(taking) || !lagIsOver(taking)) {
            if (refusal.isPresent() && isStuck(taking)) {
                requests.move(
                        stored,
                        taking.stuck(refusal.get(), clock.instant()),
                        Actor.DESK,
                        refusal.get());
                return;
            }
            throw new TryAgain(clock.instant().plus(READ_BACK));
        }
        log.info("ticket={} key={} is gone", taking.ticket(), taking.key().keyId());
        requests.move(
                stored,
                taking.gone(clock.instant(), clock.instant().plus(TIME_LEFT)),
                Actor.DESK,
                "The key %s is no longer in Entra.".formatted(taking.key().keyId()));
    }

    /** Never later than the removal was asked for, whatever Entra says of the key's start. */
    private static Instant made(SecretRequest.TakingBack taking) {
        var start = taking.key().start();
        return start.isBefore(taking.since()) ? start : taking.since();
    }

    /** What Entra said if it refused; whether the key is gone is read afterwards. */
    private Optional<String> remove(SecretRequest.TakingBack taking) {
        var refusal = new AtomicReference<Optional<String>>(Optional.empty());
        turns.during(
                taking.ask().app(),
                "take-back-" + taking.right().marker(taking.ticket()),
                () -> refusal.set(removeOnce(taking)));
        return refusal.get();
    }

    private Optional<String> removeOnce(SecretRequest.TakingBack taking) {
        try {
            entra.removePassword(taking.ask().app().objectId(), taking.key().keyId());
            return Optional.empty();
        } catch (EntraFailure.Refused refused) {
            log.info("ticket={} removal refused: {}", taking.ticket(), refused.facts());
            return Optional.of(refused.sentence());
        }
    }

    private boolean isShown(SecretRequest.TakingBack taking) {
        return entra.shows(taking.ask().app().objectId(), taking.key().keyId());
    }

    private boolean lagIsOver(SecretRequest.TakingBack taking) {
        return !taking.since().plus(LAG_IS_OVER).isAfter(clock.instant());
    }

    private boolean isStuck(SecretRequest.TakingBack taking) {
        return !taking.since().plus(STUCK_AFTER).isAfter(clock.instant());
    }
}
