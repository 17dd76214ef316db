package dev.keydesk.simulation;

import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/** Which jobs each state brings with it: said once more than in the bot, and by others. */
final class Clockwork {
    private static final int ASKS = 3;

    /** The questions of one hand-over share its version, so a step is added to their number. */
    private static final int STEPS = 10;

    private static final Set<String> ONE_A_MOVE =
            Set.of(
                    "check-request",
                    "nudge",
                    "lapse",
                    "unclaimed",
                    "settle-doubt",
                    "silent",
                    "take-back");

    private static final String QUESTION = "ask-received";

    private Clockwork() {}

    /** A version of a request. */
    record Move(Ticket ticket, long version) {}

    /** The job that ends the state if nobody else does. */
    static Optional<String> ending(Versioned<SecretRequest> stored) {
        return switch (stored.state()) {
            case SecretRequest.Waiting _ -> job("lapse", stored);
            case SecretRequest.Approved _ -> job("unclaimed", stored);
            case SecretRequest.Minting _, SecretRequest.Doubtful _ -> job("settle-doubt", stored);
            case SecretRequest.HandedOver _ -> job("silent", stored);
            case SecretRequest.TakingBack _ -> job("take-back", stored);
            case SecretRequest.Done _,
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

    /** All that must stand in the table when the move does. */
    static List<String> comingWith(Versioned<SecretRequest> stored) {
        var jobs = new ArrayList<String>();
        ending(stored).ifPresent(jobs::add);
        if (stored.state() instanceof SecretRequest.Waiting waiting) {
            job(waiting.checked().isPresent() ? "nudge" : "check-request", stored)
                    .ifPresent(jobs::add);
        }
        if (stored.state() instanceof SecretRequest.HandedOver) {
            LongStream.range(0, ASKS)
                    .map(step -> stored.version() * STEPS + step)
                    .mapToObj(number -> name(QUESTION, stored.state().ticket(), number))
                    .forEach(jobs::add);
        }
        return jobs;
    }

    /** The move that this job must have come with; empty for jobs of other things. */
    static Optional<Move> moveOf(String job) {
        var parts = List.of(job.split("/", 3));
        if (parts.getFirst().equals(QUESTION)) {
            return Optional.of(
                    new Move(new Ticket(parts.get(1)), Long.parseLong(parts.get(2)) / STEPS));
        }
        return ONE_A_MOVE.contains(parts.getFirst())
                ? Optional.of(new Move(new Ticket(parts.get(1)), Long.parseLong(parts.get(2))))
                : Optional.empty();
    }

    private static Optional<String> job(String kind, Versioned<SecretRequest> stored) {
        return Optional.of(name(kind, stored.state().ticket(), stored.version()));
    }

    private static String name(String kind, Ticket ticket, long number) {
        return kind + "/" + ticket + "/" + number;
    }
}
