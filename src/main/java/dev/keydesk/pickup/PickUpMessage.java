package dev.keydesk.pickup;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.decision.StateButton;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.IssuedSecret;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.workflow.Versioned;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The direct message that tells the requester the decision, with the buttons of the pick-up. Each
 * time the secret can be picked up again there is a new message, so that it is noticed; the older
 * one then points to it.
 */
public final class PickUpMessage implements MessageRenderer<Versioned<SecretRequest>> {
    public static final String PLACE = "note";

    private static final OutgoingMessage EARLIER =
            OutgoingMessage.of(
                    "This message is out of date. Use the buttons in the newer one below.");

    private final DeliveryMethods deliveryMethods;
    private final List<StateButton<SecretRequest>> buttons;

    public PickUpMessage(
            DeliveryMethods deliveryMethods, List<StateButton<SecretRequest>> buttons) {
        this.deliveryMethods = deliveryMethods;
        this.buttons = buttons;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
        return stored.state() instanceof SecretRequest.Waiting
                ? Optional.empty()
                : Optional.of(
                        RenderedMessage.replacing(
                                stored.version(),
                                slot(stored),
                                new Destination.ToPerson(stored.state().details().requester()),
                                message(stored.state()),
                                EARLIER));
    }

    /**
     * Returns one slot for each attempt, counted from the moment at which the secret could be
     * picked up.
     */
    private static String slot(Versioned<SecretRequest> stored) {
        return switch (stored.state()) {
            case SecretRequest.Approved(_, var grant, _, _) -> "attempt-" + grant.attempts();
            case SecretRequest.Minting(_, var grant, _, _) -> "attempt-" + (grant.attempts() - 1);
            case SecretRequest.Doubtful(_, var grant, _, _, _, _) ->
                    "attempt-" + (grant.attempts() - 1);
            case SecretRequest.HandedOver(_, var grant, _, _) ->
                    "attempt-" + (grant.attempts() - 1);
            case SecretRequest.Done(_, var grant, _, _, _) -> "attempt-" + (grant.attempts() - 1);
            case SecretRequest.TakingBack(_, var grant, _, _, _, _) ->
                    "attempt-" + (grant.attempts() - 1);
            case SecretRequest.Revoked _ -> "end";
            case SecretRequest.NeedsPerson(_, var grant, _, _, _, _) ->
                    "person-" + grant.attempts();
            case SecretRequest.Waiting _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _ ->
                    "end";
        };
    }

    OutgoingMessage message(SecretRequest request) {
        var details = request.details();
        var title =
                "%s, client secret for %s"
                        .formatted(details.ticket(), Mrkdwn.escape(details.app().name(), 120));
        var says = sentence(request);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section("*%s*\n%s".formatted(title, says)));
        var standing = StateButton.standing(buttons, request);
        if (!standing.isEmpty()) {
            blocks.add(actions("requester", standing.toArray(Button[]::new)));
        }
        footnote(request).ifPresent(note -> blocks.add(context(note)));
        return new OutgoingMessage(title + ": " + says, blocks);
    }

    private static String sentence(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Approved(_, _, var note, _) ->
                    note.map(text -> text + " ").orElse("") + StatusText.of(request);
            case SecretRequest.HandedOver(_, _, var key, var at) ->
                    "%s It begins with %s and expires on %s. Do you have it?"
                            .formatted(
                                    wasShown(key, at),
                                    Mrkdwn.code(key.hint()),
                                    Mrkdwn.date(key.end()));
            case SecretRequest.Waiting _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Denied _,
                    SecretRequest.Withdrawn _,
                    SecretRequest.Lapsed _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    StatusText.of(request);
        };
    }

    private static String wasShown(IssuedSecret key, Instant at) {
        return key.wasShownThrough(DeliveryMethod.LINK)
                ? "The secret was shown, once, on the page behind your one-time link, on %s."
                        .formatted(Mrkdwn.date(at))
                : "The secret was shown to you, once, in a message only you can see.";
    }

    private Optional<String> footnote(SecretRequest request) {
        return request instanceof SecretRequest.Approved approved
                ? Optional.of(howItGoes(deliveryMethods.of(approved.details())))
                : Optional.empty();
    }

    private static String howItGoes(Set<DeliveryMethod> open) {
        if (!open.contains(DeliveryMethod.LINK)) {
            return "The secret is made when you press the button and shown to you once. Be ready to"
                    + " store it, and stay in this conversation.";
        }
        var link =
                "A one-time link opens a page in your browser, on the machine where you need the"
                        + " secret. It works for five minutes.";
        return open.contains(DeliveryMethod.SLACK)
                ? "The secret is made when you pick it up and shown to you once, so be ready to"
                        + " store it. In Slack: stay in this conversation. "
                        + link
                : "The secret is made when you pick it up and shown to you once, so be ready to"
                        + " store it. "
                        + link;
    }
}
