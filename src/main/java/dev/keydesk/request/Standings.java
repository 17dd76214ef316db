package dev.keydesk.request;

import dev.keydesk.chat.Identity;
import dev.keydesk.chat.Ourselves;
import dev.keydesk.chat.People;
import dev.keydesk.config.Rules;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.jobs.TryAgain;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Gathers the facts that {@link Policy} decides on. */
public final class Standings {
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

    /** Asks Slack now; every decision is made on this. */
    public Standing fresh(UserId who) {
        var person = people.fresh(who);
        var groups = new HashSet<UserGroupId>();
        for (var group : groupsInRules()) {
            if (people.freshMembers(group).contains(who)) {
                groups.add(group);
            }
        }
        return new Standing(person, People.sameOrganisation(person, us()), groups);
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
