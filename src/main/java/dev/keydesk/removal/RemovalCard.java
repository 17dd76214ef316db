package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.context;
import static dev.keydesk.chat.Blocks.fields;
import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The card of a removal: the secret, its status, and the buttons that apply now. It is in the
 * approvals channel if somebody has asked for the removal, and in the team's channel if the secret
 * was renewed; {@link Audience} has the differences.
 */
final class RemovalCard implements MessageRenderer<Versioned<Removal>> {
    private final LiveMessages liveMessages;
    private final Audience audience;

    RemovalCard(LiveMessages liveMessages, Audience audience) {
        this.liveMessages = liveMessages;
        this.audience = audience;
    }

    /** The readers of the card in one place. */
    public sealed interface Audience permits ApproverAudience, TeamAudience {
        /** Returns the name of the message; stored, so it never changes. */
        String place();

        /** Returns whether they are told about the removal, if they are not yet. */
        boolean isTold(Removal removal);

        Destination destination(Removal removal);

        /** Returns the slot; a new one is a new message, because an edit notifies nobody. */
        String slot(Removal removal);

        Content content(Removal removal);

        /** Returns the buttons of the card. */
        List<Button> buttons(Removal removal);

        /**
         * Is called if Slack did not accept the card.
         *
         * @param posted whether a card is already posted there
         */
        void refused(Versioned<Removal> stored, boolean posted, String sentence);
    }

    /**
     * The content of a card.
     *
     * @param facts fields below the first line
     * @param lines one section each
     * @param spoken everything, for screen readers
     */
    public record Content(
            String header,
            String title,
            List<String> facts,
            List<String> lines,
            String foot,
            String spoken) {}

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return isShown(stored.state()) ? Optional.of(drawn(stored)) : Optional.empty();
    }

    boolean isShown(Removal removal) {
        return audience.isTold(removal) || isPosted(removal);
    }

    private boolean isPosted(Removal removal) {
        return liveMessages.ref(removal.id().text(), audience.place()).isPresent();
    }

    private RenderedMessage drawn(Versioned<Removal> stored) {
        var removal = stored.state();
        return RenderedMessage.replacing(
                stored.version(),
                audience.slot(removal),
                audience.destination(removal),
                message(removal),
                earlier(removal));
    }

    private static OutgoingMessage earlier(Removal removal) {
        var leaked = removal.details().cause().isLeak() ? RemovalText.leaked(removal) + " " : "";
        return OutgoingMessage.of(
                "%s%s continues in a newer message.".formatted(leaked, removal.id()));
    }

    private OutgoingMessage message(Removal removal) {
        var content = audience.content(removal);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(header(content.header()));
        blocks.add(section(content.title()));
        if (!content.facts().isEmpty()) {
            blocks.add(fields(content.facts().toArray(String[]::new)));
        }
        content.lines().forEach(line -> blocks.add(section(line)));
        var buttons = audience.buttons(removal);
        if (!buttons.isEmpty()) {
            blocks.add(actions("removal", buttons.toArray(Button[]::new)));
        }
        blocks.add(context(content.foot()));
        return new OutgoingMessage(content.spoken(), blocks);
    }

    @Override
    public void refused(Versioned<Removal> stored, String sentence) {
        audience.refused(stored, isPosted(stored.state()), sentence);
    }
}
