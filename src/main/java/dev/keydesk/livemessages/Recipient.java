package dev.keydesk.livemessages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

/** The recipient of a reminder: a channel or one person. */
public record Recipient(@JsonValue String id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Recipient {}

    /** Returns a channel as a recipient. */
    public static Recipient channel(ChannelId channel) {
        return new Recipient(channel.value());
    }

    /** Returns a person as a recipient. */
    public static Recipient person(UserId person) {
        return new Recipient(person.value());
    }

    /** Returns whether this is a person: only Slack's ids of people begin with these letters. */
    public boolean isPerson() {
        return id.startsWith("U") || id.startsWith("W");
    }

    /** Returns where a message to the recipient is posted. */
    public Destination destination() {
        return isPerson()
                ? new Destination.ToPerson(new UserId(id))
                : new Destination.InChannel(new ChannelId(id));
    }

    /** Returns Slack's markup that mentions the recipient. */
    public String mention() {
        return isPerson() ? new UserId(id).mention() : new ChannelId(id).mention();
    }
}
