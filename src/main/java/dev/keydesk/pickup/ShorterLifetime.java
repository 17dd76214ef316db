package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.Button;
import dev.keydesk.inbox.Answer;
import dev.keydesk.inbox.Click;
import dev.keydesk.request.Headline;
import dev.keydesk.request.LostRace;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.Stored;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Unknown;

import java.util.Optional;

/**
 * Entra refused the lifetime that was approved, by an app management policy. The requester chooses
 * the next shorter one and picks up again; the approval stands. Longer is never possible.
 */
public final class ShorterLifetime {
    public static final String ACTION = "shorten-lifetime";

    private final Requests requests;
    private final Policy policy;

    public ShorterLifetime(Requests requests, Policy policy) {
        this.requests = requests;
        this.policy = policy;
    }

    /**
     * Beside the buttons of the pick-up, if Entra has refused the lifetime and a shorter exists.
     */
    static Optional<Button> button(SecretRequest.Approved approved, Policy policy) {
        return Optional.of(approved)
                .filter(SecretRequest.Approved::tooLong)
                .flatMap(it -> policy.shorterThan(it.ask().lifetimeDays()))
                .map(days ->
                        Button.of(
                                        ACTION,
                                        "Shorten to %s days".formatted(days),
                                        "%s %s".formatted(approved.ticket(), days))
                                .spoken(
                                        "Shorten the lifetime of %s to %s days"
                                                .formatted(approved.ticket(), days)));
    }

    /** The requester pressed it. */
    public Answer shorten(Click click) {
        var pressed = click.subject().split(" ", 2);
        var stored = Ticket.parse(pressed[0]).flatMap(requests::find);
        if (stored.isEmpty()) {
            return Answer.say(Unknown.TICKET);
        }
        if (!stored.get().ask().requester().equals(click.by())) {
            return Answer.say(
                    "Only %s can change the lifetime. Nothing was changed."
                            .formatted(stored.get().ask().requester().mention()));
        }
        try {
            return shorten(stored.get(), pressed.length > 1 ? pressed[1] : "");
        } catch (LostRace somebodyWasFaster) {
            return shorten(click);
        }
    }

    private Answer shorten(Stored stored, String pressed) {
        if (!(stored.request() instanceof SecretRequest.Approved approved)) {
            return Answer.say(
                    "The lifetime of %s can no longer be changed. %s"
                            .formatted(stored.ticket(), Headline.of(stored.request())));
        }
        int before = approved.ask().lifetimeDays();
        if (pressed.equals(String.valueOf(before))) {
            return Answer.seen();
        }
        var days = policy.shorterThan(before).filter(it -> approved.tooLong());
        if (days.isEmpty() || !pressed.equals(String.valueOf(days.get()))) {
            return Answer.say(
                    "The lifetime of %s stays at %s days. Nothing was changed."
                            .formatted(stored.ticket(), before));
        }
        requests.move(
                stored,
                approved.shorten(days.get()),
                Actor.of(approved.ask().requester()),
                "Entra refused %s days; the requester shortened the lifetime to %s days. The approval stands."
                        .formatted(before, days.get()));
        return Answer.seen();
    }
}
