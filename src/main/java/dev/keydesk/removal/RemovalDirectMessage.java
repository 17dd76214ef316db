package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.Button;
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
 * The direct message to the person who asked. Important changes are new messages, so that they are
 * noticed; the earlier ones then have no buttons.
 */
final class RemovalDirectMessage implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = RemovalMessageKinds.NOTE;

    private static final OutgoingMessage EARLIER =
            OutgoingMessage.of(
                    "This message is out of date. The newer one below has the current state.");

    private final List<StateButton<Removal>> buttons;

    RemovalDirectMessage(List<StateButton<Removal>> buttons) {
        this.buttons = buttons;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return stored.state().details().isAskedFor()
                ? Optional.of(
                        RenderedMessage.replacing(
                                stored.version(),
                                slot(stored.state()),
                                new Destination.ToPerson(stored.state().details().requestedBy()),
                                message(stored.state()),
                                earlier(stored.state())))
                : Optional.empty();
    }

    /** An earlier round may have been another person's. */
    private static OutgoingMessage earlier(Removal removal) {
        return removal.details().round() == 0
                ? EARLIER
                : OutgoingMessage.of(
                        "This message is out of date; the newest one about %s went to %s."
                                .formatted(
                                        removal.id(), removal.details().requestedBy().mention()));
    }

    private static String slot(Removal removal) {
        return removal.details().roundSlot() + slotOf(removal);
    }

    private static String slotOf(Removal removal) {
        return switch (removal) {
            case Removal.Asked _ -> "asked";
            case Removal.Scheduled _ -> "scheduled";
            case Removal.BeingRemoved being -> "begun-" + being.since().toEpochMilli();
            case Removal.NeedsPerson stuck -> "stuck-" + stuck.since().toEpochMilli();
            case Removal.Proposed _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    "end";
        };
    }

    private OutgoingMessage message(Removal removal) {
        var title =
                "%s, removal of %s"
                        .formatted(
                                removal.id(), RemovalText.subject(removal.details().credential()));
        var says = sentence(removal);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section("*%s*\n%s".formatted(title, says)));
        var standing = StateButton.standing(buttons, removal);
        if (!standing.isEmpty()) {
            blocks.add(actions("removal", standing.toArray(Button[]::new)));
        }
        return new OutgoingMessage(title + ": " + says, blocks);
    }

    private static String sentence(Removal removal) {
        var headline = RemovalText.headline(removal);
        return switch (removal) {
            case Removal.Asked _, Removal.Scheduled _, Removal.BeingRemoved _ ->
                    headline + " " + RemovalText.BREAKS;
            case Removal.Proposed _,
                    Removal.NeedsPerson _,
                    Removal.Declined _,
                    Removal.Withdrawn _,
                    Removal.Gone _ ->
                    headline;
        };
    }
}
