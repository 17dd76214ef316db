package dev.keydesk.approval;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.Rules;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.StoredRequest;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What an approver can do about a request that needs a person. */
public final class ManualIntervention {
    public static final String TRY_AGAIN = "allow-another-pick-up";
    public static final String CLOSE = "close-stuck";
    public static final String REMOVE = "remove-stuck";

    private final Requests requests;
    private final ApproverGuard approverGuard;
    private final Rules.Limits limits;
    private final InstantSource clock;

    public ManualIntervention(
            Requests requests,
            ApproverGuard approverGuard,
            Rules.Limits limits,
            InstantSource clock) {
        this.requests = requests;
        this.approverGuard = approverGuard;
        this.limits = limits;
        this.clock = clock;
    }

    public InteractionAnswer tryAgain(Interaction interaction) {
        var until = clock.instant().plus(limits.timeToPickUp());
        return unstick(interaction, stuck -> stuck.tryAgain(until));
    }

    public InteractionAnswer close(Interaction interaction) {
        return unstick(interaction, stuck -> stuck.close(interaction.user(), clock.instant()));
    }

    public InteractionAnswer remove(Interaction interaction) {
        return unstick(interaction, stuck -> stuck.remove(interaction.user(), clock.instant()));
    }

    private InteractionAnswer unstick(
            Interaction interaction,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> way) {
        return approverGuard.decide(
                interaction,
                (stored, because) ->
                        next(stored, way)
                                .map(next -> {
                                    requests.move(
                                            stored, next, Actor.of(interaction.user()), because);
                                    return InteractionAnswer.visibleAlready();
                                })
                                .orElseGet(
                                        () -> InteractionAnswer.say(StatusText.unchanged(stored))));
    }

    private static Optional<SecretRequest> next(
            StoredRequest stored,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> way) {
        return stored.request() instanceof SecretRequest.NeedsPerson stuck
                ? way.apply(stuck).map(Function.identity())
                : Optional.empty();
    }
}
