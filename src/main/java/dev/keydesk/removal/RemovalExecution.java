package dev.keydesk.removal;

import dev.keydesk.audit.Actor;
import dev.keydesk.entra.EntraFailure;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.keychange.AppLeases;
import dev.keydesk.keychange.KeyRemoval;
import dev.keydesk.keychange.OperatorSwitch;
import dev.keydesk.lookup.EntraLookup;
import dev.keydesk.lookup.LookupResult;
import dev.keydesk.removal.Removal.Gone.How;
import dev.keydesk.store.UnreadableRows;
import dev.keydesk.workflow.Versioned;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Carries out removals: looks first, asks Entra while holding the app's lease, and looks again
 * until the secret is gone. Entra's acceptance is stored, so that after a crash the next run reads
 * back instead of asking again.
 */
final class RemovalExecution {
    /** The kind of job that removes a secret. */
    public static final JobKind REMOVE = new JobKind("remove-key");

    private static final Logger log = LoggerFactory.getLogger(RemovalExecution.class);
    private static final int FORBIDDEN = 403;

    /** How often it is checked whether the operators allow removals again. */
    private static final Duration HELD = Duration.ofMinutes(1);

    private final Removals removals;
    private final EntraLookup lookup;
    private final KeyRemoval keyRemoval;
    private final OperatorSwitch brake;
    private final InstantSource clock;

    /**
     * Creates the execution.
     *
     * @param brake the operators' switch that stops removals
     */
    RemovalExecution(
            Removals removals,
            EntraLookup lookup,
            KeyRemoval keyRemoval,
            OperatorSwitch brake,
            InstantSource clock) {
        this.removals = removals;
        this.lookup = lookup;
        this.keyRemoval = keyRemoval;
        this.brake = brake;
        this.clock = clock;
    }

    /** Entra cannot remove a credential that it does not see everywhere yet. */
    static Instant notBefore(Removal.BeingRemoved being) {
        if (being.acceptedAt().isPresent()) {
            return being.acceptedAt().get().plus(KeyRemoval.READ_BACK);
        }
        var start = being.details().credential().start();
        // A secret may begin in the future, and was made before its removal was requested.
        var made = start.isBefore(being.since()) ? start : being.since();
        var removable = made.plus(AppLeases.DISTANCE);
        return removable.isAfter(being.since()) ? removable : being.since();
    }

    /** The job of a removal that is due or in progress. */
    public void remove(Job job) {
        removals.find(new RemovalId(job.subject()))
                // A newer version of the row has a job of its own.
                .filter(stored -> stored.version() == job.number())
                .ifPresent(this::remove);
    }

    private void remove(Versioned<Removal> stored) {
        switch (stored.state()) {
            case Removal.Scheduled scheduled -> {
                RescheduleException.ifBefore(scheduled.dueAt(), clock.instant());
                begin(stored, scheduled);
            }
            case Removal.BeingRemoved being -> {
                RescheduleException.ifBefore(notBefore(being), clock.instant());
                carryOn(stored, being);
            }
            case Removal.Proposed _,
                    Removal.Asked _,
                    Removal.NeedsPerson _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ -> {}
        }
    }

    /** Much may have happened since that day was chosen; no app must be left without a secret. */
    private void begin(Versioned<Removal> stored, Removal.Scheduled scheduled) {
        var details = scheduled.details();
        var missing = removals.newerKey().missing(details.app(), details.cause());
        if (missing.isPresent()) {
            giveToPerson(stored, scheduled.unsure(missing.get(), clock.instant()));
            return;
        }
        removals.tryMove(
                stored,
                scheduled.begin(clock.instant()),
                Actor.DESK,
                "The planned day has come. " + scheduled.permit().permittedBecause());
    }

    private void carryOn(Versioned<Removal> stored, Removal.BeingRemoved being) {
        var details = being.details();
        switch (lookup.secret(details.app().objectId(), details.credential().keyId())) {
            case LookupResult.Found(var _) -> {
                if (being.acceptedAt().filter(this::mayBeBehind).isPresent()) {
                    throw readAgain();
                }
                askUnlessHeld(stored, being);
            }
            // A leaked secret is removed as soon as Entra shows it again.
            case LookupResult.Missing(var again) ->
                    throw being.acceptedAt().isPresent()
                            ? new RescheduleException(again)
                            : readAgain();
            case LookupResult.Gone(var withItsApp) ->
                    being.gone(how(being, withItsApp), clock.instant())
                            .ifPresent(gone -> gone(stored, gone));
        }
    }

    private static How how(Removal.BeingRemoved being, boolean withItsApp) {
        if (withItsApp) {
            return How.WITH_ITS_APP;
        }
        return being.acceptedAt().isPresent() ? How.BY_US : How.NOT_THERE;
    }

    private void gone(Versioned<Removal> stored, Removal.Gone gone) {
        log.info(
                "removal={} key={} is gone",
                stored.state().id(),
                gone.details().credential().keyId());
        removals.tryMove(
                stored,
                gone,
                Actor.DESK,
                "The secret %s is no longer in Entra."
                        .formatted(gone.details().credential().keyId()));
    }

    /** While the operators have stopped removals, Entra is not asked, and people are told why. */
    private void askUnlessHeld(Versioned<Removal> stored, Removal.BeingRemoved being) {
        var why = brake.stoppedBecause();
        if (why.isEmpty() && being.heldReason().isEmpty()) {
            ask(stored, being);
        } else if (why.equals(being.heldReason())) {
            throw new RescheduleException(clock.instant().plus(HELD));
        } else {
            var to = why.map(being::heldBecause).orElseGet(() -> being.released(clock.instant()));
            removals.tryMove(
                    stored,
                    to,
                    Actor.DESK,
                    why.map("Removals are stopped: %s"::formatted)
                            .orElse("Removals are allowed again."));
        }
    }

    private void ask(Versioned<Removal> stored, Removal.BeingRemoved being) {
        var details = being.details();
        // Entra may have delayed it for hours. What Entra has accepted cannot be cancelled.
        var missing =
                being.acceptedAt().isPresent()
                        ? Optional.<String>empty()
                        : removals.newerKey().missing(details.app(), details.cause());
        if (missing.isPresent()) {
            giveToPerson(stored, being.stuck(missing.get(), clock.instant()));
            return;
        }
        var refused =
                keyRemoval.ask(
                        details.app(),
                        details.credential().keyId(),
                        "removal-" + stored.state().id().text());
        if (refused.isEmpty()) {
            removals.tryMove(
                    stored,
                    being.accepted(clock.instant()),
                    Actor.DESK,
                    "Entra accepted the removal; the desk checks now that the secret is gone.");
        } else if (isFinal(refused.get()) || isStuck(being)) {
            var why = refused.get().sentence() + RemovalPreconditions.byHand(details.credential());
            log.warn("removal={} refused: {}", stored.state().id(), refused.get().facts());
            giveToPerson(stored, being.stuck(why, clock.instant()));
        } else {
            throw readAgain();
        }
    }

    private void giveToPerson(Versioned<Removal> stored, Removal.NeedsPerson needs) {
        log.warn("removal={} needs a person: {}", stored.state().id(), needs.reason());
        removals.tryMove(stored, needs, Actor.DESK, needs.reason());
    }

    /** Without the permission, waiting helps nobody, least of all if the secret has leaked. */
    private static boolean isFinal(EntraFailure.Refused refused) {
        return refused.status() == FORBIDDEN;
    }

    private boolean isStuck(Removal.BeingRemoved being) {
        return !being.since().plus(KeyRemoval.STUCK_AFTER).isAfter(clock.instant());
    }

    private boolean mayBeBehind(Instant since) {
        return since.plus(KeyRemoval.LAG_IS_OVER).isAfter(clock.instant());
    }

    private RescheduleException readAgain() {
        return new RescheduleException(clock.instant().plus(KeyRemoval.READ_BACK));
    }

    /**
     * Ends removals after each scan: of secrets that were removed by other means, and of those that
     * expired while nobody wanted them removed.
     */
    public void lookForVanished() {
        UnreadableRows.each(
                removals.vanished(),
                stored ->
                        stored.state()
                                .gone(How.NOT_THERE, clock.instant())
                                .ifPresent(gone -> gone(stored, gone)));
        UnreadableRows.each(
                removals.expired(),
                stored ->
                        stored.state()
                                .expired(clock.instant())
                                .ifPresent(gone ->
                                        removals.tryMove(
                                                stored,
                                                gone,
                                                Actor.DESK,
                                                "The secret %s has expired."
                                                        .formatted(
                                                                stored.state()
                                                                        .details()
                                                                        .credential()
                                                                        .keyId()))));
    }
}
