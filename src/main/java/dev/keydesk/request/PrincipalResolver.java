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

/** Collects the facts on which {@link Policy} decides. */
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

    /** Returns the facts for a request; Slack is asked now. */
    public Principal forAsking(UserId who) {
        return fresh(who, rules.requesters().users(), rules.requesters().userGroups());
    }

    /** Returns the facts for an approval; Slack is asked now. */
    public Principal forDeciding(UserId who) {
        return fresh(who, rules.approvals().users(), rules.approvals().userGroups());
    }

    /**
     * Returns the facts for a look at an app's credentials; those about the person may be five
     * minutes old, and those about groups an hour while Slack is busy.
     */
    public Principal forLooking(UserId who) {
        var users = new HashSet<>(rules.requesters().users());
        users.addAll(rules.approvals().users());
        return standing(who, users, groupsInRules(), people::known, people::members);
    }

    /**
     * Returns the facts for what the person is shown of their own; they may be five minutes old.
     */
    public Principal forShowing(UserId who) {
        return standing(who, Set.of(who), Set.of(), people::known, people::members);
    }

    /** Returns the facts for actions that every full member may do; Slack is asked now. */
    public Principal asMember(UserId who) {
        return fresh(who, Set.of(who), Set.of());
    }

    private Principal fresh(UserId who, Set<UserId> named, Set<UserGroupId> groups) {
        return standing(who, named, groups, people::fresh, people::freshMembers);
    }

    /** Returns the members of a group, on behalf of a person. */
    private interface Members {
        Set<UserId> of(UserGroupId group, UserId onBehalfOf);
    }

    /**
     * Slack allows about twenty calls about groups a minute. So groups are not looked up for a
     * person who is named in the rules or may do nothing anyway, and the search ends with the first
     * group that has the person, beginning with the one they were in last time.
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
            // In doubt no: a person whom Slack does not show is not served.
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

    /** A group that no longer exists has no members. */
    private boolean isIn(UserGroupId group, UserId who, Members members) {
        try {
            return members.of(group, who).contains(who);
        } catch (ChatFailure.Refused gone) {
            log.warn("the user group {} cannot be read: {}", group.value(), gone.error());
            return false;
        }
    }

    /** In doubt no: while the bot's identity is unknown, nobody counts as a colleague. */
    private SlackIdentity us() {
        return botIdentity
                .known()
                .orElseThrow(() -> new RescheduleException(clock.instant().plusSeconds(2)));
    }

    /**
     * Returns whether the person certainly may not request secrets, without asking Slack; a hint
     * that saves people a form, never a decision.
     */
    public boolean surelyMayNotAsk(UserId who) {
        return surelyNotAmong(who, rules.requesters().users(), rules.requesters().userGroups());
    }

    /**
     * Returns why the person certainly may not request secrets, without asking Slack, as a sentence
     * for a submitted form. Other people are checked again before the approvers see the request.
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

    /** Returns whether the person certainly may request secrets, without asking Slack. */
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

    /** Returns whether the person certainly may request or approve, without asking Slack. */
    public boolean isKnown(UserId who) {
        return isKnownToAsk(who)
                || isKnownAmong(who, rules.approvals().users(), rules.approvals().userGroups());
    }

    /** The same as {@link #surelyMayNotAsk} for approvals. */
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

    /** Looks the groups up in advance, so that an acknowledgement need not wait for it. */
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
