package dev.keydesk.approval;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.fields;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.decision.StateButton;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.request.ApprovalsChannel;
import dev.keydesk.request.DeliveryMethods;
import dev.keydesk.request.LiveSecret;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PreviousSecret;
import dev.keydesk.request.RequestDetails;
import dev.keydesk.request.Requests;
import dev.keydesk.request.SecretRequest;
import dev.keydesk.request.StatusText;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The card in the approvals channel: the request, its status, and the buttons that apply now. */
public final class ApprovalCard implements MessageRenderer<Versioned<SecretRequest>> {
    public static final String PLACE = Requests.CARD;

    private static final int MOST_KEYS_SHOWN = 8;

    private final Policy policy;
    private final DeliveryMethods deliveryMethods;
    private final ApprovalsChannel channel;
    private final LiveMessages liveMessages;
    private final List<StateButton<SecretRequest>> buttons;

    /** Renders the card for these rules. */
    public ApprovalCard(
            Policy policy,
            DeliveryMethods deliveryMethods,
            ApprovalsChannel channel,
            LiveMessages liveMessages,
            List<StateButton<SecretRequest>> buttons) {
        this.policy = policy;
        this.deliveryMethods = deliveryMethods;
        this.channel = channel;
        this.liveMessages = liveMessages;
        this.buttons = buttons;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<SecretRequest> stored) {
        return isShown(stored.state())
                ? Optional.of(
                        RenderedMessage.single(
                                stored.version(),
                                new Destination.InChannel(channel.id()),
                                message(stored.state())))
                : Optional.empty();
    }

    /** A request that its requester or the rules ended before the approvers saw it gets no card. */
    boolean isShown(SecretRequest request) {
        return switch (request) {
            case SecretRequest.Waiting waiting -> waiting.checked().isPresent();
            case SecretRequest.Denied(_, var by, _, _) -> by.isPresent();
            case SecretRequest.Withdrawn _, SecretRequest.Lapsed _ -> isPosted(request);
            case SecretRequest.Approved _,
                    SecretRequest.Minting _,
                    SecretRequest.Doubtful _,
                    SecretRequest.HandedOver _,
                    SecretRequest.Done _,
                    SecretRequest.TakingBack _,
                    SecretRequest.NeedsPerson _,
                    SecretRequest.Cancelled _,
                    SecretRequest.Unclaimed _,
                    SecretRequest.Revoked _ ->
                    true;
        };
    }

    private boolean isPosted(SecretRequest request) {
        return liveMessages.ref(request.ticket().text(), PLACE).isPresent();
    }

    @Override
    public void refused(Versioned<SecretRequest> stored, String sentence) {
        if (stored.state() instanceof SecretRequest.Waiting) {
            channel.tellRequester(stored.state().details(), sentence);
        }
    }

    OutgoingMessage message(SecretRequest request) {
        var details = request.details();
        var title =
                "%s asks for a client secret for %s"
                        .formatted(details.requester().mention(), app(details));
        var headline = StatusText.of(request);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header("Client secret request " + details.ticket()));
        blocks.add(section(title + "."));
        blocks.add(facts(details));
        details.replaces().ifPresent(old -> blocks.add(section(replaces(old))));
        blocks.add(section("*Reason*\n" + Mrkdwn.quote(details.reason(), 2000)));
        var text = new StringBuilder(title).append(" (").append(details.ticket()).append("). ");
        text.append(
                "Secret “%s”, %s days. Pick-up: %s. Reason: %s. "
                        .formatted(
                                description(details),
                                details.lifetimeDays(),
                                deliveryMethods.inWords(details),
                                Mrkdwn.escape(details.reason(), 600)));
        details.replaces().ifPresent(old -> text.append(replaces(old)).append(' '));
        if (request instanceof SecretRequest.Waiting waiting) {
            waiting.checked()
                    .ifPresent(checked -> {
                        checked.relation()
                                .ifPresent(relation -> {
                                    blocks.add(section(relation));
                                    text.append(relation).append(' ');
                                });
                        blocks.add(section(keys(checked.liveSecrets())));
                        text.append(keys(checked.liveSecrets()).replace('\n', ' ')).append(' ');
                    });
            var who = policy.whoDecides() + " can decide.";
            blocks.add(section(headline + " " + who));
            text.append(headline).append(' ').append(who);
        } else {
            blocks.add(section(headline));
            text.append(headline);
        }
        var standing = StateButton.standing(buttons, request);
        if (!standing.isEmpty()) {
            blocks.add(actions("decide", standing.toArray(Button[]::new)));
        }
        blocks.add(
                context(
                        "%s · asked on %s"
                                .formatted(details.ticket(), Mrkdwn.date(details.requestedAt()))));
        return new OutgoingMessage(text.toString(), blocks);
    }

    private LayoutBlock facts(RequestDetails details) {
        return fields(
                "*App registration*\n" + app(details),
                "*Client ID*\n" + Mrkdwn.code(details.app().clientId()),
                "*Name of the secret*\n" + description(details),
                "*Lifetime*\n%s days from the pick-up".formatted(details.lifetimeDays()),
                "*Pick-up*\n" + deliveryMethods.inWords(details));
    }

    private static String replaces(PreviousSecret old) {
        return "It replaces %s. The old secret stays until the team removes it; approving this also lets the team remove the old one once the new one is deployed."
                .formatted(old.whichAndEnd());
    }

    private static String app(RequestDetails details) {
        return Mrkdwn.escape(details.app().name(), 120);
    }

    private static String description(RequestDetails details) {
        return Mrkdwn.escape(details.description(), 120);
    }

    private static String keys(List<LiveSecret> keys) {
        if (keys.isEmpty()) {
            return "The app has no live client secret.";
        }
        var lines =
                keys.stream()
                        .limit(MOST_KEYS_SHOWN)
                        .map(LiveSecret::line)
                        .collect(Collectors.joining("\n"));
        var more = keys.size() - MOST_KEYS_SHOWN;
        return "*Live client secrets of the app*\n%s%s"
                .formatted(lines, more > 0 ? "\n… and %s more".formatted(more) : "");
    }
}
