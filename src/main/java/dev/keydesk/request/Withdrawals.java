package dev.keydesk.request;

import dev.keydesk.audit.Actor;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.TryAgain;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Requests that end before anybody has a key: taken back by the requester, or not decided in time.
 */
public final class Withdrawals {
    public static final String ACTION = "withdraw";

    private final Requests requests;
    private final InstantSource clock;

    public Withdrawals(Requests requests, InstantSource clock) {
        this.requests = requests;
        this.clock = clock;
    }

    /** The requester pressed Withdraw. */
    public Answer withdraw(Click click) {
        var stored = Ticket.parse(click.subject()).flatMap(requests::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        if (!stored.get().ask().requester().equals(click.by())) {
            return Answer.say(
                    "Only %s can withdraw this request. Nothing was changed."
                            .formatted(stored.get().ask().requester().mention()));
        }
        try {
            return withdraw(stored.get());
        } catch (LostRace somebodyWasFaster) {
            return withdraw(click);
        }
    }

    private Answer withdraw(Stored stored) {
        var now = clock.instant();
        Optional<SecretRequest> withdrawn =
                switch (stored.request()) {
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
        if (withdrawn.isEmpty()) {
            return Answer.say(
                    "%s can no longer be withdrawn. %s"
                            .formatted(stored.ticket(), Headline.of(stored.request())));
        }
        requests.move(
                stored,
                withdrawn.get(),
                Actor.of(stored.ask().requester()),
                "The requester withdrew it.");
        return Answer.seen();
    }

    /** The job at the end of the time to decide. */
    public void lapse(Job job) {
        requests.find(new Ticket(job.subject()))
                .ifPresent(stored -> {
                    if (stored.request() instanceof SecretRequest.Waiting waiting) {
                        lapse(stored, waiting);
                    }
                });
    }

    private void lapse(Stored stored, SecretRequest.Waiting waiting) {
        TryAgain.ifBefore(waiting.decideBy(), clock.instant());
        requests.move(
                stored, waiting.lapse(clock.instant()), Actor.DESK, "Nobody decided in time.");
    }
}
