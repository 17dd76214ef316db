package dev.keydesk.livemessages;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

/** Where a live message is posted. */
public sealed interface Destination {

    /** Into a channel. */
    record InChannel(ChannelId channel) implements Destination {}

    /** To one person, in the direct messages with the bot. */
    record ToPerson(UserId person) implements Destination {}

    /**
     * Into the thread of another message about the same subject; not posted if that message is not.
     */
    record InThreadOf(String place) implements Destination {}
}
