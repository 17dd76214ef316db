package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.store.Db;
import dev.keydesk.workflow.Versioned;

import java.time.Duration;
import java.time.InstantSource;

/**
 * Settles attempts with an unknown outcome: the process died, or Entra's answer was lost. Entra is
 * never asked to make a secret again blindly. The secret is searched for by the name of the
 * attempt: if it exists, it is removed, because nobody has its value; if several looks do not find
 * it, it was never made.
 */
public final class OutcomeReconciliation {
    private static final Duration READ_BACK = Duration.ofSeconds(15);

    private static final Duration STUCK_AFTER = Duration.ofHours(1);

    /** However long this took, the requester has this much time to pick up again. */
    private static final Duration TIME_LEFT = Duration.ofHours(1);

    private final Db db;
    private final Requests requests;
    private final EntraLookup lookup;
    private final OrphanCleanup orphanCleanup;
    private final InstantSource clock;

    public OutcomeReconciliation(
            Db db,
            Requests requests,
            EntraLookup lookup,
            OrphanCleanup orphanCleanup,
            InstantSource clock) {
        this.db = db;
        this.requests = requests;
        this.lookup = lookup;
        this.orphanCleanup = orphanCleanup;
        this.clock = clock;
    }

    /** The job at the deadline of an attempt, and at each look after it. */
    public void settle(Job job) {
        requests.find(new Ticket(job.subject()))
                .ifPresent(stored -> {
                    switch (stored.state()) {
                        case SecretRequest.Minting minting -> overdue(stored, minting);
                        case SecretRequest.Doubtful doubtful -> look(stored, doubtful);
                        case SecretRequest.Waiting _,
                                SecretRequest.Approved _,
                                SecretRequest.HandedOver _,
                                SecretRequest.Done _,
                                SecretRequest.TakingBack _,
                                SecretRequest.NeedsPerson _,
                                SecretRequest.Denied _,
                                SecretRequest.Withdrawn _,
                                SecretRequest.Lapsed _,
                                SecretRequest.Cancelled _,
                                SecretRequest.Unclaimed _,
                                SecretRequest.Revoked _ -> {}
                    }
                });
    }

    private void overdue(Versioned<SecretRequest> stored, SecretRequest.Minting minting) {
        var now = clock.instant();
        RescheduleException.ifBefore(minting.deadline(), now);
        var seen = "The pick-up did not finish in time.";
        requests.move(stored, minting.doubt(seen, now, now), Actor.DESK, seen);
    }

    private void look(Versioned<SecretRequest> stored, SecretRequest.Doubtful doubtful) {
        RescheduleException.ifBefore(doubtful.lookAt(), clock.instant());
        try {
            settle(stored, doubtful);
        } catch (EntraFailure.Refused refused) {
            refused(stored, doubtful, refused);
        }
    }

    private void settle(Versioned<SecretRequest> stored, SecretRequest.Doubtful doubtful) {
        switch (OrphanCleanup.named(lookup, stored, doubtful.attempt())) {
            case LookupResult.Found(var key) -> {
                orphanCleanup.removeNow(stored, key.secret().keyId());
                throw new RescheduleException(clock.instant().plus(READ_BACK));
            }
            case LookupResult.Missing(var again) ->
                    requests.move(
                            stored,
                            doubtful.notThere(again),
                            Actor.DESK,
                            "Entra shows no secret of attempt %s; the desk looks again in a minute."
                                    .formatted(doubtful.attempt()));
            case LookupResult.Gone(var _) -> restore(stored, doubtful);
        }
    }

    /** Waiting does not change a refusal; after an hour a person is asked. */
    private void refused(
            Versioned<SecretRequest> stored,
            SecretRequest.Doubtful doubtful,
            EntraFailure.Refused refused) {
        if (doubtful.since().plus(STUCK_AFTER).isAfter(clock.instant())) {
            throw refused;
        }
        db.writing(tx -> {
            requests.move(
                    tx,
                    stored,
                    doubtful.stuck(refused.sentence(), clock.instant()),
                    Actor.DESK,
                    refused.sentence());
            orphanCleanup.watch(tx, doubtful.grant().marker(stored.state().ticket()));
        });
    }

    private void restore(Versioned<SecretRequest> stored, SecretRequest.Doubtful doubtful) {
        var note = "The failed attempt left no secret in Entra, so you can pick up again.";
        db.writing(tx -> {
            requests.move(
                    tx,
                    stored,
                    doubtful.settled(note, clock.instant().plus(TIME_LEFT)),
                    Actor.DESK,
                    "Entra holds no secret of attempt %s; the requester can pick up again."
                            .formatted(doubtful.attempt()));
            orphanCleanup.watch(tx, doubtful.grant().marker(stored.state().ticket()));
        });
    }
}
