package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.actions;
import static dev.keydesk.chat.Blocks.section;

import com.slack.api.model.block.LayoutBlock;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.livemessages.Destination;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.workflow.Versioned;

import java.util.ArrayList;
import java.util.Optional;

/**
 * The direct message to whoever asked. What matters is a new message, so that it is noticed; the
 * ones before it then have no buttons any more.
 */
public final class RemovalDirectMessage implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = RemovalMessageKinds.NOTE;

    private static final OutgoingMessage EARLIER =
            OutgoingMessage.of(
                    "This message is out of date; the newer one below says how it stands.");

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return Optional.of(
                RenderedMessage.replacing(
                        stored.version(),
                        slot(stored.state()),
                        new Destination.ToPerson(stored.state().details().by()),
                        message(stored.state()),
                        EARLIER));
    }

    private static String slot(Removal removal) {
        return switch (removal) {
            case Removal.Asked _ -> "asked";
            case Removal.Scheduled _ -> "scheduled";
            case Removal.BeingRemoved being -> "begun-" + being.since().toEpochMilli();
            case Removal.NeedsPerson stuck -> "stuck-" + stuck.since().toEpochMilli();
            case Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ -> "end";
        };
    }

    private static OutgoingMessage message(Removal removal) {
        var title =
                "%s, removal of %s"
                        .formatted(removal.id(), RemovalText.subject(removal.details().key()));
        var says = says(removal);
        var blocks = new ArrayList<LayoutBlock>();
        blocks.add(section("*%s*\n%s".formatted(title, says)));
        buttons(removal).ifPresent(blocks::add);
        return new OutgoingMessage(title + ": " + says, blocks);
    }

    private static String says(Removal removal) {
        var headline = RemovalText.headline(removal);
        return switch (removal) {
            case Removal.Asked _, Removal.Scheduled _, Removal.BeingRemoved _ ->
                    headline + " " + RemovalText.BREAKS;
            case Removal.NeedsPerson _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    headline;
        };
    }

    private static Optional<LayoutBlock> buttons(Removal removal) {
        return switch (removal) {
            case Removal.Asked _ ->
                    Optional.of(actions("withdraw-removal", RemovalButtons.withdraw(removal)));
            case Removal.Scheduled _ ->
                    Optional.of(actions("keep-key", RemovalButtons.keep(removal)));
            case Removal.NeedsPerson _ ->
                    Optional.of(
                            actions(
                                    "stuck-removal",
                                    RemovalButtons.tryAgain(removal),
                                    RemovalButtons.keep(removal)));
            case Removal.BeingRemoved _, Removal.Declined _, Removal.Withdrawn _, Removal.Gone _ ->
                    Optional.empty();
        };
    }
}
