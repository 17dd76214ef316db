package dev.keydesk.removal;

import dev.keydesk.board.Destination;
import dev.keydesk.board.Drawing;
import dev.keydesk.board.Drawn;
import dev.keydesk.chat.Message;
import dev.keydesk.jobs.JobKind;
import dev.keydesk.request.Policy;

import java.time.InstantSource;
import java.util.Optional;

/**
 * One reminder in the card's thread, when half of the time to decide is gone. A removal does not
 * lapse: the key stays until somebody decides, and so does the question.
 */
public final class RemovalNudge implements Drawing {
    public static final String PLACE = "removal-nudge";
    public static final JobKind NUDGE = new JobKind("nudge-removal");

    private final Removals removals;
    private final Policy policy;
    private final InstantSource clock;

    public RemovalNudge(Removals removals, Policy policy, InstantSource clock) {
        this.removals = removals;
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Optional<Drawn> of(String subject) {
        return removals.find(subject)
                .filter(stored -> isHalfway(stored.removal()))
                .map(stored ->
                        Drawn.one(
                                stored.version(),
                                new Destination.InThreadOf(RemovalCard.PLACE),
                                Message.of(text(stored.order()))));
    }

    private boolean isHalfway(Removal removal) {
        return removal instanceof Removal.Asked
                && !clock.instant().isBefore(removals.nudgedAt(removal.order()));
    }

    private String text(Order order) {
        return "%s: %s still waits for a decision on %s, %s. The key stays until somebody decides."
                .formatted(
                        policy.whoDecides(),
                        order.by().mention(),
                        order.id(),
                        RemovalText.subject(order.key()));
    }
}
