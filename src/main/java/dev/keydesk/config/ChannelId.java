package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A conversation in Slack, such as {@code C0123ABC}; a DM starts with {@code D}. */
public record ChannelId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ChannelId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a blank Slack id");
        }
    }

    /**
     * Returns whether this is a conversation of the app with one person; Slack's ids of such
     * conversations begin with D.
     */
    public boolean isDirect() {
        return value.startsWith("D");
    }

    /** Returns Slack's markup for a link to this channel. */
    public String mention() {
        return "<#" + value + ">";
    }
}
