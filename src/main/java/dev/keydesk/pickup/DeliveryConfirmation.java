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

/** Handles the requester's answer whether the secret arrived; nobody else can know it. */
public final class DeliveryConfirmation {
    public static final String HAVE_IT = "have-it";

    /** The same button on the message that shows the value; that message is then deleted. */
    public static final String HAVE_IT_HERE = "have-it-here";

    public static final String NOT_RECEIVED = "not-received";

    private static final Logger log = LoggerFactory.getLogger(DeliveryConfirmation.class);

    private final Requests requests;
    private final Chat chat;
    private final InstantSource clock;

    public DeliveryConfirmation(Requests requests, Chat chat, InstantSource clock) {
        this.requests = requests;
        this.chat = chat;
        this.clock = clock;
    }

    /** Handles the button that confirms the secret. */
    public InteractionAnswer haveIt(Interaction interaction) {
        return answer(said(interaction, this::confirmed, "The requester has it."));
    }

    /** Records the confirmation given on the page of a link. */
    public DecisionOutcome<SecretRequest> haveIt(Marker attempt, UserId requester) {
        return said(
                attempt,
                onPage(attempt, requester, HAVE_IT),
                this::confirmed,
                "The requester said on the page that they have it.");
    }

    /**
     * Deletes the message also if the confirmation was given before, but not because of another
     * person's click.
     */
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

    /** A reload removes the message anyway, so a failure to delete it does no harm. */
    private void clear(String responseUrl) {
        try {
            chat.deleteOriginal(responseUrl);
        } catch (ChatFailure failure) {
            log.info("the message with the value was not cleared: {}", failure.getMessage());
        }
    }

    /** Handles the button that says that the secret did not arrive. */
    public InteractionAnswer notReceived(Interaction interaction) {
        return answer(said(interaction, this::lost, "The requester did not get it."));
    }

    /** Records on the page of a link that the secret did not arrive. */
    public DecisionOutcome<SecretRequest> notReceived(Marker attempt, UserId requester) {
        return said(
                attempt,
                onPage(attempt, requester, NOT_RECEIVED),
                this::lost,
                "The requester said on the page that they did not get it.");
    }

    /** Handles the button that says that somebody else has seen the secret. */
    public InteractionAnswer notMe(Interaction interaction) {
        return answer(
                said(
                        interaction,
                        this::stolen,
                        "The requester says that somebody else saw the secret."));
    }

    /** Handles the button that removes the secret. */
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
                    if (stored.state() instanceof SecretRequest.HandedOver handed) {
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

    /**
     * Also after a confirmation or the opposite: the person who saw the secret may have clicked
     * that too.
     */
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
