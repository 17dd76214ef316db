package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.Chat;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.config.UserId;
import dev.keydesk.decision.DecisionOutcome;
import dev.keydesk.decision.DecisionRequest;
import dev.keydesk.decision.Step;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.jobs.Job;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.Marker;
import dev.keydesk.request.RequestAnswers;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.Ticket;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** What the requester says after the hand-over; nobody else can know whether it arrived. */
public final class DeliveryConfirmation {
    public static final String HAVE_IT = "have-it";

    /** The same, on the message that shows the value; that message goes then. */
    public static final String HAVE_IT_HERE = "have-it-here";

    public static final String NOT_RECEIVED = "not-received";
    public static final String REMOVE = "remove-key";

    /** The value went out through a link, and somebody else has seen it. */
    public static final String NOT_ME = "not-me";

    private static final Logger log = LoggerFactory.getLogger(DeliveryConfirmation.class);

    private final Requests requests;
    private final Chat chat;
    private final InstantSource clock;

    public DeliveryConfirmation(Requests requests, Chat chat, InstantSource clock) {
        this.requests = requests;
        this.chat = chat;
        this.clock = clock;
    }

    public InteractionAnswer haveIt(Interaction interaction) {
        return answer(said(interaction, this::confirmed, "The requester has it."));
    }

    /** The same, said on the page behind a link. */
    public DecisionOutcome<SecretRequest> haveIt(Marker attempt, UserId requester) {
        return said(
                attempt,
                onPage(attempt, requester, HAVE_IT),
                this::confirmed,
                "The requester said on the page that they have it.");
    }

    /** The message goes also when it was said before, but not because of somebody else's press. */
    public InteractionAnswer haveItHere(Interaction interaction) {
        var outcome = said(interaction, this::confirmed, "The requester has it.");
        if (isOfRequester(outcome)) {
            interaction.responseUrl().ifPresent(this::clear);
        }
        return answer(outcome);
    }

    private static boolean isOfRequester(DecisionOutcome<SecretRequest> outcome) {
        return !(outcome instanceof DecisionOutcome.NotFound
                || outcome instanceof DecisionOutcome.NotAllowed);
    }

    /** It is gone after a reload anyway; failing to clear it loses nothing. */
    private void clear(String responseUrl) {
        try {
            chat.deleteOriginal(responseUrl);
        } catch (ChatFailure failure) {
            log.info("the message with the value was not cleared: {}", failure.getMessage());
        }
    }

    public InteractionAnswer notReceived(Interaction interaction) {
        return answer(said(interaction, this::lost, "The requester did not get it."));
    }

    /** The same, said on the page behind a link. */
    public DecisionOutcome<SecretRequest> notReceived(Marker attempt, UserId requester) {
        return said(
                attempt,
                onPage(attempt, requester, NOT_RECEIVED),
                this::lost,
                "The requester said on the page that they did not get it.");
    }

    public InteractionAnswer notMe(Interaction interaction) {
        return answer(
                said(
                        interaction,
                        this::stolen,
                        "The requester says that somebody else saw the secret."));
    }

    public InteractionAnswer remove(Interaction interaction) {
        return answer(
                said(
                        interaction,
                        request ->
                                request instanceof SecretRequest.Done done
                                        ? Optional.of(
                                                done.remove(interaction.user(), clock.instant()))
                                        : Optional.empty(),
                        "The requester asked to remove the secret."));
    }

    /** The job two days after a hand-over that nobody confirmed. */
    public void silent(Job job) {
        requests.find(new Ticket(job.subject()))
                .filter(stored -> stored.version() == job.number())
                .ifPresent(stored -> {
                    if (stored.request() instanceof SecretRequest.HandedOver handed) {
                        requests.move(
                                stored,
                                handed.silent(clock.instant()),
                                Actor.DESK,
                                "Nobody said that it arrived.");
                    }
                });
    }

    private Optional<SecretRequest> confirmed(SecretRequest request) {
        var now = clock.instant();
        return answered(request, handed -> handed.confirm(now), stuck -> stuck.confirm(now));
    }

    private Optional<SecretRequest> lost(SecretRequest request) {
        var now = clock.instant();
        return answered(
                request, handed -> handed.notReceived(now), stuck -> stuck.notReceived(now));
    }

    /** Also when it was confirmed or missed: whoever saw it may have pressed that too. */
    private Optional<SecretRequest> stolen(SecretRequest request) {
        var now = clock.instant();
        if (request instanceof SecretRequest.TakingBack taking) {
            return taking.notMe(now).map(Function.identity());
        }
        return request instanceof SecretRequest.Done done
                ? Optional.of(done.notMe(now))
                : answered(request, handed -> handed.notMe(now), stuck -> stuck.notMe(now));
    }

    /** The states in which the requester is still asked whether it arrived. */
    private static Optional<SecretRequest> answered(
            SecretRequest request,
            Function<SecretRequest.HandedOver, SecretRequest> whenHandedOver,
            Function<SecretRequest.NeedsPerson, Optional<? extends SecretRequest>> whenStuck) {
        return switch (request) {
            case SecretRequest.HandedOver handed -> Optional.of(whenHandedOver.apply(handed));
            case SecretRequest.NeedsPerson stuck -> whenStuck.apply(stuck).map(Function.identity());
            case SecretRequest.Waiting _,
                    SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    Optional.empty();
        };
    }

    private static DecisionRequest onPage(Marker attempt, UserId requester, String action) {
        return new DecisionRequest(attempt.ticket().text(), requester, action, Optional.empty());
    }

    private DecisionOutcome<SecretRequest> said(
            Interaction interaction,
            Function<SecretRequest, Optional<? extends SecretRequest>> next,
            String sentence) {
        return Marker.parse(interaction.subject())
                .map(attempt ->
                        said(
                                attempt,
                                DecisionRequest.of(interaction, attempt.ticket().text()),
                                next,
                                sentence))
                .orElseGet(DecisionOutcome.NotFound::new);
    }

    private DecisionOutcome<SecretRequest> said(
            Marker attempt,
            DecisionRequest request,
            Function<SecretRequest, Optional<? extends SecretRequest>> next,
            String sentence) {
        return requests.guard()
                .decide(
                        request,
                        AccessRules.requesterOnly(
                                "Only %s can use this button. Nothing was changed."),
                        (stored, _) ->
                                isAbout(attempt, stored.state())
                                        ? next.apply(stored.state())
                                                .map(to -> Step.<SecretRequest>move(to, sentence))
                                                .orElseGet(() -> Step.settled(stored))
                                        : Step.outdated(stored));
    }

    private static boolean isAbout(Marker attempt, SecretRequest request) {
        return request.attemptNumber().equals(Optional.of(attempt.attempt()));
    }

    private static InteractionAnswer answer(DecisionOutcome<SecretRequest> outcome) {
        return outcome instanceof DecisionOutcome.Outdated(var now)
                ? InteractionAnswer.say(
                        "This button is about an earlier secret of %s, so nothing was changed. Use the newest message about it."
                                .formatted(now.ticket()))
                : RequestAnswers.of(outcome, StatusText::unchanged);
    }
}
