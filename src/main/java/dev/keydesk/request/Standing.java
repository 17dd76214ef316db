package dev.keydesk.request;

import dev.keydesk.chat.Person;
import dev.keydesk.config.UserGroupId;

import java.util.Set;

/**
 * What counts about a person when something is decided.
 *
 * @param colleague whether they belong to the organisation the desk serves
 * @param groups which of the user groups named in the rules they are in
 */
public record Standing(Person person, boolean colleague, Set<UserGroupId> groups) {
    public Standing {
        groups = Set.copyOf(groups);
    }

    boolean isIn(Set<UserGroupId> any) {
        return any.stream().anyMatch(groups::contains);
    }
}
