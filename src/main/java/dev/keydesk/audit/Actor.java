package dev.keydesk.audit;

import dev.keydesk.config.UserId;

/** Who did it: a person in Slack, the desk by itself, or an operator at the command line. */
public record Actor(String name) {
    public static final Actor DESK = new Actor("desk");
    public static final Actor OPERATOR = new Actor("operator");

    public static Actor of(UserId person) {
        return new Actor(person.value());
    }
}
