package dev.keydesk.approval;

import dev.keydesk.decision.DecisionRequest;
import dev.keydesk.decision.Step;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** The approvers' actions for a request that needs a person. */
public final class ManualIntervention {
    public static final String TRY_AGAIN = "allow-another-pick-up";
    public static final String CLOSE = "close-stuck";
    public static final String REMOVE = "remove-stuck";

    private final Requests requests;
    private final AccessRules access;
    private final InstantSource clock;

    /** Acts by these rules. */
    public ManualIntervention(Requests requests, AccessRules access, InstantSource clock) {
        this.requests = requests;
        this.access = access;
        this.clock = clock;
    }

    /** Handles Try again: the secret can be picked up again. */
    public InteractionAnswer tryAgain(Interaction interaction) {
        var until = clock.instant().plus(access.limits().timeToPickUp());
        return unstick(interaction, stuck -> stuck.tryAgain(until));
    }

    /** Handles Close: the request ends without a secret. */
    public InteractionAnswer close(Interaction interaction) {
        return unstick(interaction, stuck -> stuck.close(interaction.user(), clock.instant()));
    }

    /** Handles Remove: the secret is removed. */
    public InteractionAnswer remove(Interaction interaction) {
        return unstick(interaction, stuck -> stuck.remove(interaction.user(), clock.instant()));
    }

    private InteractionAnswer unstick(
            Interaction interaction,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> way) {
        var outcome =
                requests.guard()
                        .decide(
                                DecisionRequest.of(interaction),
                                access::approver,
                                (stored, verdict) ->
                                        next(stored.state(), way)
                                                .map(next -> Step.move(next, verdict.because()))
                                                .orElseGet(() -> Step.settled(stored)));
        return RequestAnswers.of(outcome, StatusText::unchanged);
    }

    private static Optional<SecretRequest> next(
            SecretRequest request,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> way) {
        return request instanceof SecretRequest.NeedsPerson stuck
                ? way.apply(stuck).map(Function.identity())
                : Optional.empty();
    }
}
