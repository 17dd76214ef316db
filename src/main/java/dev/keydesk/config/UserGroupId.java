package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A user group in Slack, such as {@code S0123ABC}. */
public record UserGroupId(@JsonValue String value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserGroupId {
        if (value.isBlank()) {
            throw new IllegalArgumentException("a blank Slack id");
        }
    }

    /** Returns Slack's markup that notifies the members of the group. */
    public String mention() {
        return "<!subteam^" + value + ">";
    }
}
