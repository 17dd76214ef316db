package dev.keydesk.request;

import dev.keydesk.chat.Chat;
import dev.keydesk.chat.DeskChannel;
import dev.keydesk.chat.OutgoingMessage;
import dev.keydesk.config.ChannelId;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The channel of the cards, and the message to a requester whose card cannot be posted. */
public final class ApprovalsChannel {
    private final DeskChannel channel;
    private final Chat chat;
    private final Set<Ticket> told = ConcurrentHashMap.newKeySet();

    public ApprovalsChannel(DeskChannel channel, Chat chat) {
        this.channel = channel;
        this.chat = chat;
    }

    /** Returns the channel's id. */
    public ChannelId id() {
        return channel.id();
    }

    /**
     * Tells the requester once for each request, as long as this process runs, because waiting
     * without a message would be worse.
     */
    public void tellRequester(RequestDetails details, String trouble) {
        if (!told.contains(details.ticket())) {
            chat.dm(
                    details.requester(),
                    OutgoingMessage.of(
                            "Your request %s is stored, but the approvers could not be told yet. %s The desk keeps trying, at least every five minutes; you need to do nothing."
                                    .formatted(details.ticket(), trouble)));
            told.add(details.ticket());
        }
    }
}
