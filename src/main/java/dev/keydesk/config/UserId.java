package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A Slack user, such as {@code U0123ABC}; also {@code W…} on Enterprise Grid. */
public record UserId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a blank Slack id");
        }
    }

    /** Returns Slack's markup for this user, which each reader sees as the user's name. */
    public String mention() {
        return "<@" + value + ">";
    }
}
