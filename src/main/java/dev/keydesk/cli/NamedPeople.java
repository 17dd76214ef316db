package dev.keydesk.cli;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.People;
import dev.keydesk.chat.Person;
import dev.keydesk.chat.SlackIdentity;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks the people and user groups in {@code keydesk.yml}: whether Slack knows them, and whether
 * they may take part.
 */
final class NamedPeople {
    /** Slack's codes for an unknown id. Other refusals concern the bot. */
    private static final Set<String> UNKNOWN =
            Set.of("user_not_found", "user_not_visible", "no_such_subteam", "subteam_not_found");

    private final People people;
    private final SlackIdentity us;
    private final Set<UserId> users = new TreeSet<>(Comparator.comparing(UserId::value));
    private final Set<UserGroupId> groups = new TreeSet<>(Comparator.comparing(UserGroupId::value));

    NamedPeople(People people, SlackIdentity us, Rules rules) {
        this.people = people;
        this.us = us;
        users.addAll(rules.requesters().users());
        users.addAll(rules.approvals().users());
        users.addAll(rules.people().values());
        groups.addAll(rules.requesters().userGroups());
        groups.addAll(rules.approvals().userGroups());
    }

    String count() {
        return "Slack knows all of them: %s by name, %s user groups"
                .formatted(users.size(), groups.size());
    }

    /**
     * Returns a sentence for each who cannot take part.
     *
     * @throws ChatFailure if Slack does not tell, as opposed to not knowing
     */
    List<String> troubles() {
        var troubles = new ArrayList<String>();
        users.forEach(user -> of(user).ifPresent(troubles::add));
        groups.forEach(group -> of(group).ifPresent(troubles::add));
        return troubles;
    }

    private Optional<String> of(UserId user) {
        try {
            return cannot(people.fresh(user))
                    .map(why -> "%s %s and cannot ask or decide.".formatted(user.value(), why));
        } catch (ChatFailure.Refused refused) {
            return Optional.of(unknown(refused, user.value()));
        }
    }

    private Optional<String> cannot(Person person) {
        if (person.deactivated()) {
            return Optional.of("is deactivated");
        }
        if (person.bot()) {
            return Optional.of("is a bot");
        }
        if (person.guest()) {
            return Optional.of("is a guest");
        }
        if (person.unconfirmed()) {
            return Optional.of("has not confirmed the e-mail address of the account");
        }
        return person.stranger() || !People.sameOrganisation(person, us)
                ? Optional.of("is of another company")
                : Optional.empty();
    }

    private Optional<String> of(UserGroupId group) {
        try {
            return Optional.of(people.freshMembers(group))
                    .filter(Collection::isEmpty)
                    .map(_ -> "The user group %s has no members.".formatted(group.value()));
        } catch (ChatFailure.Refused refused) {
            return Optional.of(unknown(refused, group.value()));
        }
    }

    private static String unknown(ChatFailure.Refused refused, String id) {
        if (!UNKNOWN.contains(refused.error())) {
            throw refused;
        }
        return "Slack knows no %s; correct it in keydesk.yml.".formatted(id);
    }
}
