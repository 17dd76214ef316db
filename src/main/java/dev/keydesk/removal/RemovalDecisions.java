package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.decision.Step;
import dev.keydesk.decision.Verdict;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Decisions about removals. The approvers of requests decide here too, and never about their own
 * request. The person who asked can withdraw it as long as the secret exists.
 */
final class RemovalDecisions {
    static final String APPROVE = "approve-removal";

    /** The submitted form is the decision; the button only opens it. */
    static final String DECLINE = "removal-declined";

    static final String WITHDRAW = "withdraw-removal";

    private static final String NO_FORM =
            "Slack did not open the form for your reason, so nothing was changed. Please press"
                    + " Decline again.";

    private static final Verdict.Final APPROVED_ALREADY =
            new Verdict.Refused(
                    "You have approved this removal already; a second approver has to agree."
                            + " Nothing was changed.");

    private final Removals removals;
    private final RemovalPermissions permissions;
    private final InstantSource clock;

    RemovalDecisions(Removals removals, RemovalPermissions permissions, InstantSource clock) {
        this.removals = removals;
        this.permissions = permissions;
        this.clock = clock;
    }

    Step<Removal> approve(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return moved(
                interaction,
                stored,
                verdict,
                stored.state() instanceof Removal.Asked asked
                        ? approved(interaction, asked, verdict.because())
                        : Optional.empty());
    }

    /** If the day has come without a decision, the removal starts now. */
    private Optional<Removal> approved(
            Interaction interaction, Removal.Asked asked, String because) {
        var permit = new Removal.Permit(interaction.user(), because, clock.instant());
        return asked.approve(
                permit, asked.requestedDay().flatMap(removals::due), removals.needsSecond());
    }

    Step<Removal> decline(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        var why = interaction.text().strip();
        return moved(
                interaction,
                stored,
                verdict,
                stored.state() instanceof Removal.Asked asked
                        ? Optional.of(asked.decline(interaction.user(), clock.instant(), why))
                        : Optional.empty());
    }

    /** Handles Decline if no form was opened: says why not, or asks for another attempt. */
    Step<Removal> formDidNotOpen(
            Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return stored.state() instanceof Removal.Asked
                ? Step.notNow(stored, NO_FORM)
                : settled(interaction, stored);
    }

    Step<Removal> withdraw(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return moved(
                interaction,
                stored,
                verdict,
                withdrawn(stored.state(), interaction, clock.instant()));
    }

    private static Optional<Removal> withdrawn(
            Removal removal, Interaction interaction, Instant now) {
        return switch (removal) {
            case Removal.Asked asked -> Optional.of(asked.withdraw(interaction.user(), now));
            case Removal.Scheduled scheduled ->
                    Optional.of(scheduled.withdraw(interaction.user(), now));
            case Removal.NeedsPerson stuck -> Optional.of(stuck.withdraw(interaction.user(), now));
            case Removal.Proposed _,
                    Removal.BeingRemoved _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ ->
                    Optional.empty();
        };
    }

    /**
     * Handles Try again: it was permitted before, and the obstacle is gone; or the secret is
     * removed although no newer one exists, as the removal has said.
     *
     * @throws dev.keydesk.entra.EntraFailure if Entra does not tell
     */
    Step<Removal> tryAgain(Interaction interaction, Versioned<Removal> stored, Verdict verdict) {
        return moved(
                interaction,
                stored,
                verdict,
                stored.state() instanceof Removal.NeedsPerson stuck
                        ? Optional.of(begunAgain(stuck))
                        : Optional.empty());
    }

    /**
     * Decides who may try again: if no newer secret exists, those who may have it removed without
     * one.
     */
    Verdict mayTryAgain(UserId who, Removal now) {
        return now instanceof Removal.NeedsPerson stuck && isUnreplaced(stuck)
                ? permissions.withoutNewerKey(who, now)
                : permissions.askerOrApprover(who, now);
    }

    /** Returns whether the newer secret does not exist, and the removal says so. */
    private boolean isUnreplaced(Removal.NeedsPerson stuck) {
        var details = stuck.details();
        return removals.newerKey()
                .missing(details.app(), details.cause())
                .filter(stuck.reason()::equals)
                .isPresent();
    }

    private Removal begunAgain(Removal.NeedsPerson stuck) {
        return isUnreplaced(stuck)
                ? stuck.tryAgainAllTheSame(clock.instant())
                : stuck.tryAgain(clock.instant());
    }

    /** Nobody can be the second person for their own permission. */
    Verdict secondIfNeeded(Interaction interaction, Removal now) {
        return now instanceof Removal.Asked asked
                        && asked.isFirst(interaction.user())
                        && !isOwnWork(interaction, asked)
                ? APPROVED_ALREADY
                : permissions.approver(interaction.user(), now);
    }

    /** Returns empty if there is nothing left to decide. */
    private static Step<Removal> moved(
            Interaction interaction,
            Versioned<Removal> stored,
            Verdict verdict,
            Optional<Removal> next) {
        return next.map(to -> Step.move(to, sentence(to, verdict.because())))
                .orElseGet(() -> settled(interaction, stored));
    }

    private static String sentence(Removal next, String because) {
        return next instanceof Removal.Declined(_, _, _, var why) && why.isPresent()
                ? because + " Reason given: " + why.get()
                : because;
    }

    /** Somebody else was faster, or the button is old, or this click was handled before. */
    private static Step<Removal> settled(Interaction interaction, Versioned<Removal> stored) {
        return isOwnWork(interaction, stored.state()) ? Step.done(stored) : Step.settled(stored);
    }

    /** A click is handled at least once; the second time finds the work of the first. */
    private static boolean isOwnWork(Interaction interaction, Removal now) {
        return switch (now) {
            case Removal.Declined(_, var by, var at, _) ->
                    isOf(interaction, DECLINE, by.equals(interaction.user()), at);
            case Removal.Withdrawn(_, var by, var at, var because) ->
                    isOf(
                            interaction,
                            WITHDRAW,
                            because.isEmpty() && by.equals(interaction.user()),
                            at);
            case Removal.Scheduled(_, var permit, _, _) ->
                    isOf(
                            interaction,
                            APPROVE,
                            permit.approver().equals(interaction.user()),
                            permit.approvedAt());
            case Removal.BeingRemoved(_, var permit, _, _, _) ->
                    isOf(
                            interaction,
                            APPROVE,
                            permit.approver().equals(interaction.user()),
                            permit.approvedAt());
            case Removal.Asked(_, _, var first) ->
                    first.filter(it ->
                                    isOf(
                                            interaction,
                                            APPROVE,
                                            it.approver().equals(interaction.user()),
                                            it.approvedAt()))
                            .isPresent();
            case Removal.Proposed _, Removal.NeedsPerson _, Removal.Gone _ -> false;
        };
    }

    private static boolean isOf(
            Interaction interaction, String action, boolean isByThem, Instant at) {
        return interaction.action().equals(action)
                && isByThem
                && !at.isBefore(interaction.pressedAt());
    }
}
