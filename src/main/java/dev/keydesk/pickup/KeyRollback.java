package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.KeyRemoval;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Removes a secret that Keydesk made from Entra, and repeats that until the secret is gone.
 *
 * <p>Neither an accepted removal nor a refused one is proof: several reads must show that the
 * secret is gone. Until then the removal is requested again.
 */
public final class KeyRollback {
    private static final Logger log = LoggerFactory.getLogger(KeyRollback.class);
    private static final Duration TIME_LEFT = Duration.ofHours(1);

    private final Requests requests;
    private final EntraLookup lookup;
    private final KeyRemoval removal;
    private final InstantSource clock;

    public KeyRollback(
            Requests requests, EntraLookup lookup, KeyRemoval removal, InstantSource clock) {
        this.requests = requests;
        this.lookup = lookup;
        this.removal = removal;
        this.clock = clock;
    }

    /** The job of every request whose secret is being removed. */
    public void takeBack(Job job) {
        requests.find(new Ticket(job.subject()))
                .ifPresent(stored -> {
                    if (stored.state() instanceof SecretRequest.TakingBack taking) {
                        takeBack(stored, taking);
                    }
                });
    }

    private void takeBack(Versioned<SecretRequest> stored, SecretRequest.TakingBack taking) {
        RescheduleException.ifBefore(made(taking).plus(AppLeases.DISTANCE), clock.instant());
        var refusal = remove(taking);
        switch (lookup.secret(taking.details().app().objectId(), taking.secret().keyId())) {
            case LookupResult.Found(var _) -> stillThere(stored, taking, refusal);
            case LookupResult.Missing(var again) -> throw new RescheduleException(again);
            case LookupResult.Gone(var _) -> gone(stored, taking);
        }
    }

    private void stillThere(
            Versioned<SecretRequest> stored,
            SecretRequest.TakingBack taking,
            Optional<String> refusal) {
        if (refusal.isEmpty() || !isStuck(taking)) {
            throw new RescheduleException(clock.instant().plus(KeyRemoval.READ_BACK));
        }
        requests.move(
                stored, taking.stuck(refusal.get(), clock.instant()), Actor.DESK, refusal.get());
    }

    private void gone(Versioned<SecretRequest> stored, SecretRequest.TakingBack taking) {
        log.info("ticket={} key={} is gone", taking.ticket(), taking.secret().keyId());
        requests.move(
                stored,
                taking.gone(clock.instant(), clock.instant().plus(TIME_LEFT)),
                Actor.DESK,
                "The secret %s is no longer in Entra.".formatted(taking.secret().keyId()));
    }

    /**
     * Returns when it was made: never later than the removal was requested, whatever Entra says
     * about its start.
     */
    private static Instant made(SecretRequest.TakingBack taking) {
        var start = taking.secret().start();
        return start.isBefore(taking.since()) ? start : taking.since();
    }

    /** Returns Entra's refusal, if there was one; whether the secret is gone is read afterwards. */
    private Optional<String> remove(SecretRequest.TakingBack taking) {
        return removal.ask(
                        taking.details().app(),
                        taking.secret().keyId(),
                        "take-back-" + taking.grant().marker(taking.ticket()))
                .map(EntraFailure::sentence);
    }

    private boolean isStuck(SecretRequest.TakingBack taking) {
        return !taking.since().plus(KeyRemoval.STUCK_AFTER).isAfter(clock.instant());
    }
}
