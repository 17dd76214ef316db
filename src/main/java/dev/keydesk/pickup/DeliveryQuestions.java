package dev.keydesk.pickup;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.decision.StateButton;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StateTimers;
import dev.keydesk.workflow.Versioned;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Asks the requester whether the secret arrived: ten minutes, an hour and a day after the
 * hand-over.
 */
final class DeliveryQuestions implements MessageRenderer<Versioned<SecretRequest>> {
    public static final String PLACE = "question";

    private final InstantSource clock;
    private final List<StateButton<SecretRequest>> buttons;

    DeliveryQuestions(InstantSource clock, List<StateButton<SecretRequest>> buttons) {
        this.clock = clock;
        this.buttons = buttons;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
        var to = new Destination.ToPerson(stored.state().details().requester());
        if (!(stored.state() instanceof SecretRequest.HandedOver handed)) {
            return Optional.of(
                    RenderedMessage.closed(
                            stored.version(),
                            to,
                            OutgoingMessage.of(
                                    "This question about %s has been answered."
                                            .formatted(stored.state().ticket()))));
        }
        long asked = StateTimers.questionsDue(handed.handedOverAt(), clock.instant());
        return asked == 0
                ? Optional.empty()
                : Optional.of(
                        RenderedMessage.replacing(
                                stored.version(),
                                "attempt-%s-question-%s"
                                        .formatted(handed.grant().attempts(), asked),
                                to,
                                question(handed),
                                OutgoingMessage.of("This question was asked again below.")));
    }

    private OutgoingMessage question(SecretRequest.HandedOver handed) {
        var details = handed.details();
        var text =
                "Do you have the client secret for %s (%s)? If it did not arrive, say so: the desk removes it, and you can pick up a new one."
                        .formatted(Mrkdwn.escape(details.app().name(), 120), details.ticket());
        return new OutgoingMessage(
                text,
                List.of(
                        section(text),
                        actions(
                                "received",
                                StateButton.standing(buttons, handed).toArray(Button[]::new))));
    }
}
