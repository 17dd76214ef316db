package dev.keydesk.chat;

import dev.keydesk.chat.LookUpBudget.For;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Slack knows about people, groups and channels.
 *
 * <p>Decisions use fresh facts, asked for after the click; several questions at the same time share
 * one look-up that begins after the last of them. What is only shown may be up to five minutes old.
 * Before an acknowledgement use {@link #membersIfKnown}, which never asks Slack.
 */
public final class People {
    private static final Logger log = LoggerFactory.getLogger(People.class);

    /** Slack allows about twenty calls about groups a minute. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Long enough to serve people while Slack is down; a job asks again before it decides. */
    private static final Duration STILL_A_HINT = Duration.ofHours(1);

    private static final int MOST_PERSONS = 5_000;

    /** Keydesk itself. */
    private static final String NOBODY = "";

    /** Slack allows a hundred calls about people a minute, and people who wait come first. */
    private static final int MOST_PERSONS_AT_ONCE = 20;

    private final Chat chat;
    private final InstantSource clock;
    private final SharedLookUps<UserId, Person> personLookUps;
    private final SharedLookUps<UserGroupId, Set<UserId>> groupLookUps;
    private final SharedLookUps<String, Person> emailLookUps;
    private final SharedLookUps<ChannelId, ChannelFacts> channelLookUps;
    private final Map<UserId, Seen<Person>> persons = new ConcurrentHashMap<>();
    private final Map<UserGroupId, Seen<Set<UserId>>> groups = new ConcurrentHashMap<>();

    /** Blocks a thread that waits for the look-up of another one. */
    public People(Chat chat, InstantSource clock) {
        this(chat, clock, LookUpWait.blocking());
    }

    /**
     * @param wait how a thread waits for the same look-up of another thread
     */
    public People(Chat chat, InstantSource clock, LookUpWait wait) {
        this.chat = chat;
        this.clock = clock;
        var budget = new LookUpBudget(clock);
        this.personLookUps = new SharedLookUps<>("users.info", budget, wait, chat::person);
        this.groupLookUps =
                new SharedLookUps<>("usergroups.users.list", budget, wait, chat::members);
        this.emailLookUps =
                new SharedLookUps<>("users.lookupByEmail", budget, wait, chat::personByEmail);
        this.channelLookUps =
                new SharedLookUps<>("conversations.info", budget, wait, chat::channel);
    }

    private record Seen<T>(T fact, Instant at) {}

    /** Returns the person as Slack knows them now, for a decision about what they do. */
    public Person fresh(UserId who) {
        return asked(who, For.DECISION);
    }

    /**
     * Returns the person for something that is shown to them; the facts may be five minutes old.
     */
    public Person known(UserId who) {
        return recent(persons.get(who), REMEMBERED).orElseGet(() -> asked(who, For.SHOWING));
    }

    private Person asked(UserId who, For what) {
        var person = personLookUps.ask(who, who.value(), what);
        if (persons.size() >= MOST_PERSONS) {
            persons.clear();
        }
        persons.put(who, new Seen<>(person, clock.instant()));
        return person;
    }

    /**
     * Returns the full member with this e-mail address. Guests, bots and accounts with an
     * unconfirmed address do not count. Asks Slack now, which allows about fifty such calls a
     * minute.
     *
     * @throws ChatFailure.Refused if Slack does not tell
     */
    public Optional<Person> byEmail(String email) {
        try {
            return Optional.of(emailLookUps.ask(email, NOBODY, For.DECISION))
                    .filter(Person::isFullMember);
        } catch (ChatFailure.Refused refused) {
            if (refused.error().equals("users_not_found")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Returns the members as of now, for Keydesk itself. */
    public Set<UserId> freshMembers(UserGroupId group) {
        return asked(group, NOBODY, For.DECISION);
    }

    /** Returns the members as of now, for a decision about what {@code who} does. */
    public Set<UserId> freshMembers(UserGroupId group, UserId who) {
        return asked(group, who.value(), For.DECISION);
    }

    /**
     * Returns the members for something shown to {@code who}; five minutes old at most, or an hour
     * if Slack is busy.
     */
    public Set<UserId> members(UserGroupId group, UserId who) {
        return recent(groups.get(group), REMEMBERED).orElseGet(() -> notSoFresh(group, who));
    }

    private Set<UserId> notSoFresh(UserGroupId group, UserId who) {
        try {
            return asked(group, who.value(), For.SHOWING);
        } catch (ChatFailure.Busy busy) {
            return membersIfKnown(group).orElseThrow(() -> busy);
        }
    }

    private Set<UserId> asked(UserGroupId group, String whose, For what) {
        var members = groupLookUps.ask(group, whose, what);
        groups.put(group, new Seen<>(members, clock.instant()));
        return members;
    }

    /**
     * Returns the members without asking Slack; empty before {@link #refresh} has succeeded, or if
     * that is more than an hour ago.
     */
    public Optional<Set<UserId>> membersIfKnown(UserGroupId group) {
        return recent(groups.get(group), STILL_A_HINT);
    }

    /**
     * Returns whether the account is known to be deactivated, from facts of the last hour. Never
     * asks Slack; false for an unknown account.
     */
    public boolean hasLeft(UserId who) {
        return recent(persons.get(who), STILL_A_HINT).filter(Person::deactivated).isPresent();
    }

    /**
     * Returns whether the account is known to be a guest, from facts of the last five minutes.
     * Never asks Slack; false for an unknown account.
     */
    public boolean isKnownAsGuest(UserId who) {
        return recent(persons.get(who), REMEMBERED).filter(Person::guest).isPresent();
    }

    /** Looks these people up for a background job, the ones with the oldest facts first. */
    public void refreshPersons(Set<UserId> wanted) {
        try {
            wanted.stream()
                    .filter(who -> recent(persons.get(who), REMEMBERED).isEmpty())
                    .limit(MOST_PERSONS_AT_ONCE)
                    .forEach(who -> asked(who, For.SHOWING));
        } catch (ChatFailure later) {
            log.info("people named in keydesk.yml are looked up later: {}", later.getMessage());
        }
    }

    /**
     * Looks these groups up for a background job. A group that Slack does not tell keeps its old
     * members. If there are many, those asked about longest ago come first and the others the next
     * time.
     */
    public void refresh(Set<UserGroupId> wanted) {
        wanted.stream().sorted(Comparator.comparing(this::askedAt)).forEach(this::refresh);
    }

    private Instant askedAt(UserGroupId group) {
        return Optional.ofNullable(groups.get(group)).map(Seen::at).orElse(Instant.MIN);
    }

    private void refresh(UserGroupId group) {
        try {
            var _ = asked(group, NOBODY, For.SHOWING);
        } catch (ChatFailure e) {
            log.warn("Members of user group {} not refreshed: {}", group.value(), e.getMessage());
        }
    }

    public ChannelFacts channel(ChannelId channel) {
        return channelLookUps.ask(channel, NOBODY, For.DECISION);
    }

    /**
     * Returns whether the person is a member of the channel now.
     *
     * @throws ChatFailure if Slack does not tell
     */
    public boolean isMemberOf(ChannelId channel, UserId who) {
        return chat.isMember(channel, who);
    }

    /**
     * Returns whether the person belongs to this organisation; on Enterprise Grid a colleague may
     * belong to another workspace of it.
     */
    public static boolean sameOrganisation(Person person, SlackIdentity us) {
        return person.teamId().equals(us.teamId())
                || us.enterpriseId()
                        .filter(ours ->
                                person.teamId().equals(ours)
                                        || person.enterpriseId().filter(ours::equals).isPresent())
                        .isPresent();
    }

    private <T> Optional<T> recent(@Nullable Seen<T> seen, Duration howLong) {
        return Optional.ofNullable(seen)
                .filter(s -> s.at().plus(howLong).isAfter(clock.instant()))
                .map(Seen::fact);
    }
}
