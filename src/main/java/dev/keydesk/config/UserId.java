package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A person in Slack, such as {@code U0123ABC}; also {@code W…} on Enterprise Grid. */
public record UserId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a blank Slack id");
        }
    }

    /** How Slack shows this person's name to each reader. */
    public String mention() {
        return "<@" + value + ">";
    }
}
