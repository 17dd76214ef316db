package dev.keydesk.livemessages;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

/** Where a message that stays goes. */
public sealed interface Destination {

    /** Into a channel. */
    record InChannel(ChannelId channel) implements Destination {}

    /** To one person, in the conversation with the desk. */
    record ToPerson(UserId person) implements Destination {}

    /** Into the thread of another message about the same subject; nowhere if that is not posted. */
    record InThreadOf(String place) implements Destination {}
}
