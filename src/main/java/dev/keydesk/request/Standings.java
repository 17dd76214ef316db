package dev.keydesk.request;

import dev.keydesk.chat.ChatFailure;
import dev.keydesk.chat.Identity;
import dev.keydesk.chat.Ourselves;
import dev.keydesk.chat.People;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.TryAgain;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gathers the facts that {@link Policy} decides on. */
public final class Standings {
    private static final Logger log = LoggerFactory.getLogger(Standings.class);

    private final Rules rules;
    private final People people;
    private final Ourselves ourselves;
    private final InstantSource clock;

    public Standings(Rules rules, People people, Ourselves ourselves, InstantSource clock) {
        this.rules = rules;
        this.people = people;
        this.ourselves = ourselves;
        this.clock = clock;
    }

    /** What counts when this person asks; Slack is asked now. */
    public Standing forAsking(UserId who) {
        return fresh(who, rules.ask().users(), rules.ask().userGroups());
    }

    /** What counts when this person decides; Slack is asked now. */
    public Standing forDeciding(UserId who) {
        return fresh(who, rules.approvals().users(), rules.approvals().userGroups());
    }

    /** What counts where every full member may act; Slack is asked now. */
    public Standing asMember(UserId who) {
        return fresh(who, Set.of(who), Set.of());
    }

    /**
     * Slack allows some twenty questions about groups a minute, so nobody who is named is looked up
     * in them, and the search ends with the first group that has the person.
     */
    private Standing fresh(UserId who, Set<UserId> named, Set<UserGroupId> groups) {
        var us = us();
        try {
            var person = people.fresh(who);
            var in = named.contains(who) ? Optional.<UserGroupId>empty() : groupOf(who, groups);
            return new Standing(
                    person, People.sameOrganisation(person, us), Set.copyOf(in.stream().toList()));
        } catch (ChatFailure.Refused unseen) {
            // Closed on doubt: whom Slack does not show us is nobody we serve.
            return Standing.unseen(who);
        }
    }

    private Optional<UserGroupId> groupOf(UserId who, Set<UserGroupId> groups) {
        return groups.stream().filter(group -> isIn(group, who)).findFirst();
    }

    /** A group that is gone has nobody in it. */
    private boolean isIn(UserGroupId group, UserId who) {
        try {
            return people.freshMembers(group).contains(who);
        } catch (ChatFailure.Refused gone) {
            log.warn("the user group {} cannot be read: {}", group.value(), gone.error());
            return false;
        }
    }

    /** Closed on doubt: while Slack has not said who we are, nobody is a colleague yet. */
    private Identity us() {
        return ourselves.known().orElseThrow(() -> new TryAgain(clock.instant().plusSeconds(2)));
    }

    /**
     * Whether the person surely may not ask, by what is known without asking anybody; a hint that
     * saves people a form, never a decision.
     */
    public boolean surelyMayNotAsk(UserId who) {
        return surelyNotAmong(who, rules.ask().users(), rules.ask().userGroups());
    }

    /** Whether the person surely may ask, by what is known without asking anybody. */
    public boolean isKnownToAsk(UserId who) {
        return isKnownAmong(who, rules.ask().users(), rules.ask().userGroups());
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
    }

    private Set<UserGroupId> groupsInRules() {
        var groups = new HashSet<>(rules.ask().userGroups());
        groups.addAll(rules.approvals().userGroups());
        return groups;
    }
}
