package dev.keydesk.reminder;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import dev.keydesk.board.Destination;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserId;

/** Who is reminded: a channel, or one person. */
record Addressee(@JsonValue String id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Addressee {}

    static Addressee channel(ChannelId channel) {
        return new Addressee(channel.value());
    }

    static Addressee person(UserId person) {
        return new Addressee(person.value());
    }

    /** Slack's ids of people begin with these, and those of channels never do. */
    boolean isPerson() {
        return id.startsWith("U") || id.startsWith("W");
    }

    Destination destination() {
        return isPerson()
                ? new Destination.ToPerson(new UserId(id))
                : new Destination.InChannel(new ChannelId(id));
    }

    String mention() {
        return isPerson() ? new UserId(id).mention() : new ChannelId(id).mention();
    }
}
