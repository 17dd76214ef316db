package dev.keydesk.approval;

import dev.keydesk.config.UserId;
import dev.keydesk.decision.DecisionRequest;
import dev.keydesk.decision.Step;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.Optional;

/** Approve, deny and cancel: one person decides, and it is never the requester. */
public final class Approvals {
    public static final String APPROVE = "approve";

    /** This button opens a form for the reason; the submitted form is the decision. */
    public static final String ASK_WHY_DENY = "ask-why-deny";

    public static final String DENY = "deny";
    public static final String CANCEL = "cancel";

    private static final String NO_FORM =
            "Slack did not open the form for your reason, so nothing was changed. Please press Deny"
                    + " again.";

    private final Requests requests;
    private final AccessRules access;
    private final InstantSource clock;

    /** Decides by these rules. */
    public Approvals(Requests requests, AccessRules access, InstantSource clock) {
        this.requests = requests;
        this.access = access;
        this.clock = clock;
    }

    /** Handles Approve. */
    public InteractionAnswer approve(Interaction interaction) {
        return decide(
                interaction,
                (stored, verdict) ->
                        stored.state() instanceof SecretRequest.Waiting waiting
                                ? approve(stored, waiting, interaction.user(), verdict.because())
                                : Step.settled(stored));
    }

    private Step<SecretRequest> approve(
            Versioned<SecretRequest> stored,
            SecretRequest.Waiting waiting,
            UserId by,
            String because) {
        var now = clock.instant();
        if (!waiting.decideBy().isAfter(now)) {
            return Step.notNow(
                    stored,
                    "The time to decide about %s is over, so nothing was approved. The requester can ask again."
                            .formatted(waiting.ticket()));
        }
        var until = now.plus(access.limits().timeToPickUp());
        return Step.move(waiting.approve(by, now, because, until), because);
    }

    /** Handles a submitted reason for Deny. */
    public InteractionAnswer deny(Interaction interaction) {
        var why = interaction.text().strip();
        return decide(
                interaction,
                (stored, verdict) ->
                        stored.state() instanceof SecretRequest.Waiting waiting
                                ? Step.move(
                                        waiting.deny(
                                                Optional.of(interaction.user()),
                                                clock.instant(),
                                                why),
                                        verdict.because() + " Reason given: " + why)
                                : Step.settled(stored));
    }

    /** Handles Deny if no form was opened: says why not, or asks for another attempt. */
    public InteractionAnswer formDidNotOpen(Interaction interaction) {
        return decide(
                interaction,
                (stored, _) ->
                        stored.state() instanceof SecretRequest.Waiting
                                ? Step.notNow(stored, NO_FORM)
                                : Step.settled(stored));
    }

    /** Handles Cancel. */
    public InteractionAnswer cancel(Interaction interaction) {
        return decide(
                interaction,
                (stored, verdict) ->
                        stored.state() instanceof SecretRequest.Approved approved
                                ? Step.move(
                                        approved.cancel(interaction.user(), clock.instant()),
                                        verdict.because())
                                : Step.settled(stored));
    }

    private InteractionAnswer decide(Interaction interaction, Step.Of<SecretRequest> step) {
        return RequestAnswers.of(
                requests.guard().decide(DecisionRequest.of(interaction), access::approver, step),
                Approvals::settled);
    }

    /** Somebody else was faster, or the button is old: the answer is the status, with names. */
    private static String settled(SecretRequest request) {
        return "Nothing was changed: %s is already settled. %s"
                .formatted(request.ticket(), StatusText.of(request));
    }
}
