package dev.keydesk.approval;

import dev.keydesk.config.Rules;
import dev.keydesk.decision.Step;
import dev.keydesk.decision.Verdict;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.Optional;

/** The approvers' actions for a request that needs a person. */
final class ManualIntervention {
    private final Rules.Limits limits;
    private final InstantSource clock;

    ManualIntervention(Rules.Limits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    Step<SecretRequest> tryAgain(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        var until = clock.instant().plus(limits.timeToPickUp());
        return moved(stored, verdict, stuck(stored).flatMap(it -> it.tryAgain(until)));
    }

    Step<SecretRequest> close(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        var now = clock.instant();
        return moved(
                stored, verdict, stuck(stored).flatMap(it -> it.close(interaction.user(), now)));
    }

    Step<SecretRequest> remove(
            Interaction interaction, Versioned<SecretRequest> stored, Verdict verdict) {
        var now = clock.instant();
        return moved(
                stored, verdict, stuck(stored).flatMap(it -> it.remove(interaction.user(), now)));
    }

    private static Optional<SecretRequest.NeedsPerson> stuck(Versioned<SecretRequest> stored) {
        return Optional.of(stored.state())
                .filter(SecretRequest.NeedsPerson.class::isInstance)
                .map(SecretRequest.NeedsPerson.class::cast);
    }

    private static Step<SecretRequest> moved(
            Versioned<SecretRequest> stored,
            Verdict verdict,
            Optional<? extends SecretRequest> next) {
        return next.map(to -> Step.<SecretRequest>move(to, verdict.because()))
                .orElseGet(() -> Step.settled(stored));
    }
}
