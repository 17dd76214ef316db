package dev.keydesk.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

/** Who is reminded: a channel, or one person. */
public record Addressee(@JsonValue String id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Addressee {}

    public static Addressee channel(ChannelId channel) {
        return new Addressee(channel.value());
    }

    public static Addressee person(UserId person) {
        return new Addressee(person.value());
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
