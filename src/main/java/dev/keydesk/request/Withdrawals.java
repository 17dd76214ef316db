package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.Button;
import dev.keydesk.decision.StateButton;
import dev.keydesk.decision.Step;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Ends requests without a decision or a pick-up: withdrawn by the requester, or not decided in
 * time.
 */
public final class Withdrawals {
    private final Requests requests;
    private final InstantSource clock;

    public Withdrawals(Requests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** Returns the requester's button, which is shown until a secret is made. */
    public StateButton<SecretRequest> button() {
        return StateButton.of(
                "withdraw",
                StateButton.when(request -> withdrawn(request).isPresent(), Withdrawals::withdraw),
                requests.guard()
                        .pressed(
                                AccessRules.requesterOnly(
                                        "Only %s can withdraw this request. Nothing was changed."),
                                (_, stored, _) -> withdraw(stored),
                                outcome -> RequestAnswers.of(outcome, Withdrawals::settled)));
    }

    private Step<SecretRequest> withdraw(Versioned<SecretRequest> stored) {
        return withdrawn(stored.state())
                .map(next -> Step.move(next, "The requester withdrew it."))
                .orElseGet(() -> Step.settled(stored));
    }

    private static String settled(SecretRequest now) {
        return "%s can no longer be withdrawn. %s".formatted(now.ticket(), StatusText.of(now));
    }

    private static Button withdraw(String action, SecretRequest request) {
        return Button.of(action, "Withdraw", request.ticket().text())
                .spoken("Withdraw request " + request.ticket())
                .confirm(
                        new Button.Confirm(
                                "Withdraw " + request.ticket() + "?",
                                "Nobody needs to decide any more, and no secret is made.",
                                "Withdraw",
                                "Keep it"));
    }

    private Optional<SecretRequest> withdrawn(SecretRequest request) {
        var now = clock.instant();
        return switch (request) {
            case SecretRequest.Waiting waiting -> Optional.of(waiting.withdraw(now));
            case SecretRequest.Approved approved -> Optional.of(approved.withdraw(now));
            case SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    Optional.empty();
        };
    }

    /** The job at the end of the time to decide. */
    public void lapse(Job job) {
        requests.find(new Ticket(job.subject()))
                .ifPresent(stored -> {
                    if (stored.state() instanceof SecretRequest.Waiting waiting) {
                        lapse(stored, waiting);
                    }
                });
    }

    private void lapse(Versioned<SecretRequest> stored, SecretRequest.Waiting waiting) {
        RescheduleException.ifBefore(waiting.decideBy(), clock.instant());
        requests.move(
                stored, waiting.lapse(clock.instant()), Actor.DESK, "Nobody decided in time.");
    }
}
