package dev.keydesk.approval;

import dev.keydesk.config.Rules;
import dev.keydesk.decision.Step;
import dev.keydesk.decision.Verdict;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.Optional;

/** Approve, deny and cancel: one person decides, and it is never the requester. */
final class Approvals {
    private static final String NO_FORM =
            "Slack did not open the form for your reason, so nothing was changed. Please press Deny"
                    + " again.";

    private final Rules.Limits limits;
    private final InstantSource clock;

    Approvals(Rules.Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    Step<SecretRequest> approve(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        return stored.state() instanceof SecretRequest.Waiting waiting
                ? approve(interaction, stored, waiting, verdict.because())
                : Step.settled(stored);
    }

    private Step<SecretRequest> approve(
            Interaction interaction,
            Versioned<SecretRequest> stored,
            SecretRequest.Waiting waiting,
            String because) {
        var now = clock.instant();
        if (!waiting.decideBy().isAfter(now)) {
            return Step.notNow(
                    stored,
                    "The time to decide about %s is over, so nothing was approved. The requester can ask again."
                            .formatted(waiting.ticket()));
        }
        var until = now.plus(limits.timeToPickUp());
        return Step.move(waiting.approve(interaction.user(), now, because, until), because);
    }

    /**
     * Handles a submitted reason for Deny, also after the time to decide if the request has not
     * expired yet: nothing can be made for it either way, and a reason tells the requester more.
     */
    Step<SecretRequest> deny(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        var why = interaction.text().strip();
        return stored.state() instanceof SecretRequest.Waiting waiting
                ? Step.move(
                        waiting.deny(Optional.of(interaction.user()), clock.instant(), why),
                        verdict.because() + " Reason given: " + why)
                : Step.settled(stored);
    }

    /** Handles Deny if no form was opened: says why not, or asks for another attempt. */
    Step<SecretRequest> formDidNotOpen(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        return stored.state() instanceof SecretRequest.Waiting
                ? Step.notNow(stored, NO_FORM)
                : Step.settled(stored);
    }

    Step<SecretRequest> cancel(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        return stored.state() instanceof SecretRequest.Approved approved
                ? Step.move(approved.cancel(interaction.user(), clock.instant()), verdict.because())
                : Step.settled(stored);
    }
}
