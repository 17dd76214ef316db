package dev.keydesk.removal;

import static dev.keydesk.chat.Blocks.header;
import static dev.keydesk.chat.Blocks.section;

import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;
import dev.keydesk.livemessages.LiveMessages;
import dev.keydesk.livemessages.MessageRenderer;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.livemessages.RenderedMessage;
import dev.keydesk.workflow.Versioned;

import java.util.List;
import java.util.Optional;

/**
 * Tells the people who are responsible for the app, if the removal names them, that one of its
 * secrets is removed. They decide nothing; they need to know what stops working.
 */
final class RemovalNotice implements MessageRenderer<Versioned<Removal>> {
    public static final String PLACE = RemovalMessageKinds.NOTICE;

    private final Recipient approvals;
    private final LiveMessages liveMessages;
    private final NotificationFailure notificationFailure;

    /**
     * Creates the renderer.
     *
     * @param approvals the channel of the card, which says the same
     */
    RemovalNotice(
            ChannelId approvals,
            LiveMessages liveMessages,
            NotificationFailure notificationFailure) {
        this.approvals = Recipient.channel(approvals);
        this.liveMessages = liveMessages;
        this.notificationFailure = notificationFailure;
    }

    @Override
    public Optional<RenderedMessage> of(Versioned<Removal> stored) {
        return recipient(stored.state().details())
                .filter(_ -> isCertain(stored.state()))
                .map(to ->
                        RenderedMessage.single(
                                stored.version(), to.destination(), message(stored.state())));
    }

    private Optional<Recipient> recipient(RemovalDetails details) {
        var asker = Recipient.person(details.requestedBy());
        return details.listener().filter(to -> !to.equals(approvals) && !to.equals(asker));
    }

    /** A removal that may never happen is not announced, but a leak is. */
    private boolean isCertain(Removal removal) {
        return switch (removal) {
            case Removal.Scheduled _, Removal.BeingRemoved _, Removal.NeedsPerson _ -> true;
            case Removal.Gone gone -> gone.permit().isPresent();
            case Removal.Asked asked -> asked.details().cause().isLeak();
            case Removal.Proposed _, Removal.Withdrawn _, Removal.Declined _ ->
                    liveMessages.ref(removal.id().text(), PLACE).isPresent();
        };
    }

    @Override
    public void refused(Versioned<Removal> stored, String sentence) {
        notificationFailure.tell(
                stored,
                PLACE,
                "The people who look after the app could not be told about %s. %s Please tell them: %s %s"
                        .formatted(
                                stored.state().id(),
                                sentence,
                                RemovalText.headline(stored.state()),
                                RemovalText.BREAKS));
    }

    private static OutgoingMessage message(Removal removal) {
        var details = removal.details();
        var title =
                details.cause().isLeak()
                        ? "A client secret has leaked"
                        : "A client secret is removed";
        var says =
                details.cause().isLeak()
                        ? "%s%s %s"
                                .formatted(
                                        // An edit notifies nobody, so the mentions may stay in
                                        // every state.
                                        details.mentions().map(calls -> calls + ": ").orElse(""),
                                        RemovalText.leaked(removal),
                                        details.cause().sentence())
                        : "%s asked for the removal of %s. %s"
                                .formatted(
                                        details.requestedBy().mention(),
                                        RemovalText.subject(details.credential()),
                                        details.cause().sentence());
        var stands = sentence(removal);
        return new OutgoingMessage(
                "%s: %s %s (%s)".formatted(title, says, stands, removal.id()),
                List.of(
                        header("%s, %s".formatted(title, removal.id())),
                        section(says),
                        section(stands)));
    }

    private static String sentence(Removal removal) {
        var headline = RemovalText.headline(removal);
        return removal.isOpen() ? headline + " " + RemovalText.BREAKS : headline;
    }
}
