package dev.keydesk.audit;

import dev.keydesk.config.UserId;

/** Who did something: a person in Slack, Keydesk itself, or an operator at the command line. */
public record Actor(String name) {
    /** Keydesk itself. */
    public static final Actor DESK = new Actor("desk");

    /** An operator at the command line. */
    public static final Actor OPERATOR = new Actor("operator");

    /** Returns a person in Slack. */
    public static Actor of(UserId person) {
        return new Actor(person.value());
    }
}
