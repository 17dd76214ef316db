package dev.keydesk.livemessages;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

/** Who is reminded: a channel, or one person. */
public record Recipient(@JsonValue String id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Recipient {}

    public static Recipient channel(ChannelId channel) {
        return new Recipient(channel.value());
    }

    public static Recipient person(UserId person) {
        return new Recipient(person.value());
    }

    /** Slack's ids of people begin with these, and those of channels never do. */
    public boolean isPerson() {
        return id.startsWith("U") || id.startsWith("W");
    }

    public Destination destination() {
        return isPerson()
                ? new Destination.ToPerson(new UserId(id))
                : new Destination.InChannel(new ChannelId(id));
    }

    public String mention() {
        return isPerson() ? new UserId(id).mention() : new ChannelId(id).mention();
    }
}
