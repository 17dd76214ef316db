package dev.keydesk.request;

import dev.keydesk.chat.BotIdentity;
import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.People;
import dev.keydesk.chat.Person;
import dev.keydesk.chat.SlackIdentity;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.RescheduleException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Gathers the facts that {@link Policy} decides on. */
public final class PrincipalResolver {
    private static final Logger log = LoggerFactory.getLogger(PrincipalResolver.class);

    private final Rules rules;
    private final People people;
    private final BotIdentity botIdentity;
    private final InstantSource clock;

    public PrincipalResolver(
            Rules rules, People people, BotIdentity botIdentity, InstantSource clock) {
        this.rules = rules;
        this.people = people;
        this.botIdentity = botIdentity;
        this.clock = clock;
    }

    /** What counts when this person asks; Slack is asked now. */
    public Principal forAsking(UserId who) {
        return fresh(who, rules.requesters().users(), rules.requesters().userGroups());
    }

    /** What counts when this person decides; Slack is asked now. */
    public Principal forDeciding(UserId who) {
        return fresh(who, rules.approvals().users(), rules.approvals().userGroups());
    }

    /**
     * What counts when this person wants to look at an app's keys; what is known of them may be
     * five minutes old, and of the groups an hour while Slack is busy.
     */
    public Principal forLooking(UserId who) {
        var users = new HashSet<>(rules.requesters().users());
        users.addAll(rules.approvals().users());
        return standing(who, users, groupsInRules(), people::known, people::members);
    }

    /** What counts for what this person is shown of their own; may be five minutes old. */
    public Principal forShowing(UserId who) {
        return standing(who, Set.of(who), Set.of(), people::known, people::members);
    }

    /** What counts where every full member may act; Slack is asked now. */
    public Principal asMember(UserId who) {
        return fresh(who, Set.of(who), Set.of());
    }

    private Principal fresh(UserId who, Set<UserId> named, Set<UserGroupId> groups) {
        return standing(who, named, groups, people::fresh, people::freshMembers);
    }

    /** How members of a group are found out about, on behalf of somebody. */
    private interface Members {
        Set<UserId> of(UserGroupId group, UserId onBehalfOf);
    }

    /**
     * Slack allows some twenty questions about groups a minute. So nobody who is named, and nobody
     * who counts as nobody, is looked up in them, and the search ends with the first group that has
     * the person; the one they were in the last time comes first.
     */
    private Principal standing(
            UserId who,
            Set<UserId> named,
            Set<UserGroupId> groups,
            Function<UserId, Person> look,
            Members members) {
        var us = us();
        try {
            var person = look.apply(who);
            var nobodyYet = new Principal(person, People.sameOrganisation(person, us), Set.of());
            if (named.contains(who) || !nobodyYet.fullMember()) {
                return nobodyYet;
            }
            return groupOf(who, groups, members)
                    .map(in -> new Principal(person, nobodyYet.colleague(), Set.of(in)))
                    .orElse(nobodyYet);
        } catch (ChatFailure.Refused unseen) {
            // Closed on doubt: whom Slack does not show us is nobody we serve.
            return Principal.unseen(who);
        }
    }

    private Optional<UserGroupId> groupOf(UserId who, Set<UserGroupId> groups, Members members) {
        return groups.stream()
                .sorted(Comparator.comparing(group -> !wasIn(group, who)))
                .filter(group -> isIn(group, who, members))
                .findFirst();
    }

    private boolean wasIn(UserGroupId group, UserId who) {
        return people.membersIfKnown(group).filter(known -> known.contains(who)).isPresent();
    }

    /** A group that is gone has nobody in it. */
    private boolean isIn(UserGroupId group, UserId who, Members members) {
        try {
            return members.of(group, who).contains(who);
        } catch (ChatFailure.Refused gone) {
            log.warn("the user group {} cannot be read: {}", group.value(), gone.error());
            return false;
        }
    }

    /** Closed on doubt: while Slack has not said who we are, nobody is a colleague yet. */
    private SlackIdentity us() {
        return botIdentity
                .known()
                .orElseThrow(() -> new RescheduleException(clock.instant().plusSeconds(2)));
    }

    /**
     * Whether the person surely may not ask, by what is known without asking anybody; a hint that
     * saves people a form, never a decision.
     */
    public boolean surelyMayNotAsk(UserId who) {
        return surelyNotAmong(who, rules.requesters().users(), rules.requesters().userGroups());
    }

    /**
     * Why the person surely may not ask, by what is known without asking anybody: as a sentence for
     * a form that was sent. Whom it does not name is looked at again before anybody is asked.
     */
    Optional<String> whySurelyMayNotAsk(UserId who) {
        if (people.isKnownAsGuest(who)) {
            return Optional.of("Guests cannot ask for client secrets, so nothing was sent.");
        }
        return surelyMayNotAsk(who)
                ? Optional.of(
                        "You are not among the people who may ask this desk for client secrets, so"
                                + " nothing was sent.")
                : Optional.empty();
    }

    /** Whether the person surely may ask, by what is known without asking anybody. */
    public boolean isKnownToAsk(UserId who) {
        return isKnownAmong(who, rules.requesters().users(), rules.requesters().userGroups());
    }

    private boolean isKnownAmong(UserId who, Set<UserId> users, Set<UserGroupId> groups) {
        return users.contains(who)
                || groups.stream()
                        .map(people::membersIfKnown)
                        .flatMap(Optional::stream)
                        .anyMatch(members -> members.contains(who));
    }

    /** Whether the person surely may ask or decide, by what is known without asking anybody. */
    public boolean isKnown(UserId who) {
        return isKnownToAsk(who)
                || isKnownAmong(who, rules.approvals().users(), rules.approvals().userGroups());
    }

    /** The same for deciding. */
    public boolean surelyMayNotDecide(UserId who) {
        return surelyNotAmong(who, rules.approvals().users(), rules.approvals().userGroups());
    }

    private boolean surelyNotAmong(UserId who, Set<UserId> users, Set<UserGroupId> groups) {
        return !users.contains(who)
                && groups.stream()
                        .map(people::membersIfKnown)
                        .map(members -> members.map(known -> !known.contains(who)))
                        .allMatch(absent -> absent.equals(Optional.of(true)));
    }

    /** Looks the groups up ahead of time, so that the way to an acknowledgement need not. */
    public void refresh() {
        people.refresh(groupsInRules());
        people.refreshPersons(rules.approvals().users());
        people.refreshPersons(Set.copyOf(rules.people().values()));
    }

    private Set<UserGroupId> groupsInRules() {
        var groups = new HashSet<>(rules.requesters().userGroups());
        groups.addAll(rules.approvals().userGroups());
        return groups;
    }
}
