package dev.keydesk.pickup;

import dev.keydesk.audit.Actor;
import dev.keydesk.chat.Button;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.interactions.InteractionAnswer;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.request.StoredRequest;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.UnknownTicketMessage;
import dev.keydesk.workflow.StaleVersionException;

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
                .flatMap(it -> policy.shorterThan(it.details().lifetimeDays()))
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
    public InteractionAnswer shorten(Interaction interaction) {
        var pressed = interaction.subject().split(" ", 2);
        var stored = Ticket.parse(pressed[0]).flatMap(requests::find);
        if (stored.isEmpty()) {
            return InteractionAnswer.say(UnknownTicketMessage.TICKET);
        }
        if (!stored.get().details().requester().equals(interaction.user())) {
            return InteractionAnswer.say(
                    "Only %s can change the lifetime. Nothing was changed."
                            .formatted(stored.get().details().requester().mention()));
        }
        try {
            return shorten(stored.get(), pressed.length > 1 ? pressed[1] : "");
        } catch (StaleVersionException somebodyWasFaster) {
            return shorten(interaction);
        }
    }

    private InteractionAnswer shorten(StoredRequest stored, String pressed) {
        if (!(stored.request() instanceof SecretRequest.Approved approved)) {
            return InteractionAnswer.say(
                    "The lifetime of %s can no longer be changed. %s"
                            .formatted(stored.ticket(), StatusText.of(stored.request())));
        }
        int before = approved.details().lifetimeDays();
        if (pressed.equals(String.valueOf(before))) {
            return InteractionAnswer.visibleAlready();
        }
        var days = policy.shorterThan(before).filter(it -> approved.tooLong());
        if (days.isEmpty() || !pressed.equals(String.valueOf(days.get()))) {
            return InteractionAnswer.say(
                    "The lifetime of %s stays at %s days. Nothing was changed."
                            .formatted(stored.ticket(), before));
        }
        requests.move(
                stored,
                approved.shorten(days.get()),
                Actor.of(approved.details().requester()),
                "Entra refused %s days; the requester shortened the lifetime to %s days. The approval stands."
                        .formatted(before, days.get()));
        return InteractionAnswer.visibleAlready();
    }
}
