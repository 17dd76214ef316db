package dev.keydesk.request;

import dev.keydesk.chat.Person;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.Optional;
import java.util.Set;

/**
 * The facts about a person on which a decision depends.
 *
 * @param colleague whether they belong to the organisation that Keydesk serves
 * @param groups of the user groups named in the rules, those that the person is in
 */
public record Principal(Person person, boolean colleague, Set<UserGroupId> groups) {
    public Principal {
        groups = Set.copyOf(groups);
    }

    /** Returns a person whom Slack does not show. */
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

    /** Returns whether they are a full member of the organisation that Keydesk serves. */
    public boolean fullMember() {
        return colleague && person.isFullMember();
    }

    boolean isIn(Set<UserGroupId> any) {
        return any.stream().anyMatch(groups::contains);
    }
}
