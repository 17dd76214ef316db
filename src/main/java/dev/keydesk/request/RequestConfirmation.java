package dev.keydesk.request;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.decision.StateButton;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The direct message that tells the requester what was stored, its status, and how to withdraw it.
 */
public final class RequestConfirmation implements MessageRenderer<Versioned<SecretRequest>> {
    public static final String PLACE = "confirmation";

    private final List<StateButton<SecretRequest>> buttons;

    RequestConfirmation(List<StateButton<SecretRequest>> buttons) {
        this.buttons = buttons;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
        return Optional.of(
                RenderedMessage.single(
                        stored.version(),
                        new Destination.ToPerson(stored.state().details().requester()),
                        message(stored.state())));
    }

    OutgoingMessage message(SecretRequest request) {
        var details = request.details();
        var title =
                "Your request %s: a client secret for %s, named “%s”, for %s days.%s"
                        .formatted(
                                details.ticket(),
                                Mrkdwn.escape(details.app().name(), 120),
                                Mrkdwn.escape(details.description(), 80),
                                details.lifetimeDays(),
                                details.replaces()
                                        .map(old -> " It replaces %s.".formatted(old.whichAndEnd()))
                                        .orElse(""));
        var headline = StatusText.of(request);
        var blocks = new ArrayList<LayoutBlock>(List.of(section(title), context(headline)));
        if (request instanceof SecretRequest.Waiting) {
            var standing = StateButton.standing(buttons, request);
            blocks.add(actions("withdraw", standing.toArray(Button[]::new)));
        }
        return new OutgoingMessage(title + " " + headline, blocks);
    }
}
