package dev.keydesk.pickup;

import dev.keydesk.chat.Button;
import dev.keydesk.decision.DecisionRequest;
import dev.keydesk.decision.StateButton;
import dev.keydesk.decision.Step;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.Policy;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/**
 * Handles an approved lifetime that an app management policy of Entra refuses. The requester
 * chooses the next shorter one and picks up again; the approval stays valid. A longer one is never
 * possible.
 */
public final class ShorterLifetime {
    private final Requests requests;
    private final Policy policy;

    /** Offers lifetimes of this policy. */
    public ShorterLifetime(Requests requests, Policy policy) {
        this.requests = requests;
        this.policy = policy;
    }

    /**
     * Returns the button that is shown if Entra has refused the lifetime and there is a shorter
     * one.
     */
    StateButton<SecretRequest> button() {
        return StateButton.of(
                "shorten-lifetime",
                (action, request) ->
                        Optional.of(request)
                                .filter(SecretRequest.Approved.class::isInstance)
                                .map(SecretRequest.Approved.class::cast)
                                .filter(SecretRequest.Approved::tooLong)
                                .flatMap(it -> policy.shorterThan(it.details().lifetimeDays()))
                                .map(days -> shorten(action, request.ticket(), days)),
                this::shorten);
    }

    private static Button shorten(String action, Ticket ticket, int days) {
        return Button.of(
                        action,
                        "Shorten to %s days".formatted(days),
                        "%s %s".formatted(ticket, days))
                .spoken("Shorten the lifetime of %s to %s days".formatted(ticket, days));
    }

    /** Handles the click. */
    public InteractionAnswer shorten(Interaction interaction) {
        var pressed = interaction.subject().split(" ", 2);
        return RequestAnswers.of(
                requests.guard()
                        .decide(
                                DecisionRequest.of(interaction, pressed[0]),
                                AccessRules.requesterOnly(
                                        "Only %s can change the lifetime. Nothing was changed."),
                                (stored, _) ->
                                        stored.state() instanceof SecretRequest.Approved approved
                                                ? shorten(
                                                        stored,
                                                        approved,
                                                        pressed.length > 1 ? pressed[1] : "")
                                                : Step.settled(stored)),
                now ->
                        "The lifetime of %s can no longer be changed. %s"
                                .formatted(now.ticket(), StatusText.of(now)));
    }

    private Step<SecretRequest> shorten(
            Versioned<SecretRequest> stored, SecretRequest.Approved approved, String pressed) {
        int before = approved.details().lifetimeDays();
        if (pressed.equals(String.valueOf(before))) {
            return Step.done(stored);
        }
        var days = policy.shorterThan(before).filter(it -> approved.tooLong());
        if (days.isEmpty() || !pressed.equals(String.valueOf(days.get()))) {
            return Step.notNow(
                    stored,
                    "The lifetime of %s stays at %s days. Nothing was changed."
                            .formatted(approved.ticket(), before));
        }
        return Step.move(
                approved.shorten(days.get()),
                "Entra refused %s days; the requester shortened the lifetime to %s days. The approval is still valid."
                        .formatted(before, days.get()));
    }
}
