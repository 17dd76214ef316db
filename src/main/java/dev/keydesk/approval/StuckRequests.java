package dev.keydesk.approval;

import dev.keydesk.audit.Actor;
import dev.keydesk.config.Rules;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Headline;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What an approver can do about a request that needs a person. */
public final class StuckRequests {
    public static final String TRY_AGAIN = "allow-another-pick-up";
    public static final String CLOSE = "close-stuck";
    public static final String REMOVE = "remove-stuck";

    private final Requests requests;
    private final Deciders deciders;
    private final Rules.Limits limits;
    private final InstantSource clock;

    public StuckRequests(
            Requests requests, Deciders deciders, Rules.Limits limits, InstantSource clock) {
        this.requests = requests;
        this.deciders = deciders;
        this.limits = limits;
        this.clock = clock;
    }

    public Answer tryAgain(Click click) {
        var until = clock.instant().plus(limits.timeToPickUp());
        return unstick(click, stuck -> stuck.tryAgain(until));
    }

    public Answer close(Click click) {
        return unstick(click, stuck -> stuck.close(click.by(), clock.instant()));
    }

    public Answer remove(Click click) {
        return unstick(click, stuck -> stuck.remove(click.by(), clock.instant()));
    }

    private Answer unstick(
            Click click,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> way) {
        return deciders.decide(
                click,
                (stored, because) ->
                        next(stored, way)
                                .map(next -> {
                                    requests.move(stored, next, Actor.of(click.by()), because);
                                    return Answer.seen();
                                })
                                .orElseGet(() -> Answer.say(Headline.unchanged(stored))));
    }

    private static Optional<SecretRequest> next(
            Stored stored,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> way) {
        return stored.request() instanceof SecretRequest.NeedsPerson stuck
                ? way.apply(stuck).map(Function.identity())
                : Optional.empty();
    }
}
