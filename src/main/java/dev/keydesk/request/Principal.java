package dev.keydesk.request;

import dev.keydesk.chat.Person;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.Optional;
import java.util.Set;

/**
 * What counts about a person when something is decided.
 *
 * @param colleague whether they belong to the organisation the desk serves
 * @param groups which of the user groups named in the rules they are in
 */
public record Principal(Person person, boolean colleague, Set<UserGroupId> groups) {
    public Principal {
        groups = Set.copyOf(groups);
    }

    /** Somebody Slack does not show us. */
    static Principal unseen(UserId who) {
        var nobody =
                new Person(
                        who,
                        who.value(),
                        "",
                        Optional.empty(),
                        false,
                        false,
                        false,
                        true,
                        false,
                        Optional.empty(),
                        Optional.empty());
        return new Principal(nobody, false, Set.of());
    }

    /** A full member of the organisation that the desk serves. */
    public boolean fullMember() {
        return colleague && person.isFullMember();
    }

    boolean isIn(Set<UserGroupId> any) {
        return any.stream().anyMatch(groups::contains);
    }
}
