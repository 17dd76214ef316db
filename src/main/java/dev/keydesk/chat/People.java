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
 * What Slack knows about persons, groups and channels.
 *
 * <p>Decisions use the fresh facts, asked after the click; several that come together share one
 * look-up that begins after the last of them. What is shown may be up to five minutes old. The way
 * to the acknowledgement uses {@link #membersIfKnown}, which asks nobody.
 */
public final class People {
    private static final Logger log = LoggerFactory.getLogger(People.class);

    /** Slack allows some twenty questions about groups a minute. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Long enough to serve people through an outage; a job looks again before it decides. */
    private static final Duration STILL_A_HINT = Duration.ofHours(1);

    private static final int MOST_PERSONS = 5_000;

    /** The desk itself. */
    private static final String NOBODY = "";

    /** Slack allows a hundred questions about people a minute, and people who wait come first. */
    private static final int MOST_PERSONS_AT_ONCE = 20;

    private final Chat chat;
    private final InstantSource clock;
    private final SharedLookUps<UserId, Person> personLookUps;
    private final SharedLookUps<UserGroupId, Set<UserId>> groupLookUps;
    private final SharedLookUps<String, Person> emailLookUps;
    private final SharedLookUps<ChannelId, ChannelFacts> channelLookUps;
    private final Map<UserId, Seen<Person>> persons = new ConcurrentHashMap<>();
    private final Map<UserGroupId, Seen<Set<UserId>>> groups = new ConcurrentHashMap<>();

    public People(Chat chat, InstantSource clock) {
        this(chat, clock, LookUpWait.blocking());
    }

    /**
     * @param wait how those who ask the same wait for one another
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

    /** As of now, for what this person does; Slack is asked after the call. */
    public Person fresh(UserId who) {
        return asked(who, For.DECISION);
    }

    /** For what is shown to this person; may be five minutes old. */
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
     * The full member who has that e-mail address here. A guest, a bot and an account whose address
     * nobody has confirmed count as nobody. Asks Slack now, which allows some fifty such questions
     * a minute.
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

    /** As of now, for the desk itself. */
    public Set<UserId> freshMembers(UserGroupId group) {
        return asked(group, NOBODY, For.DECISION);
    }

    /** As of now, for what somebody does; Slack is asked after the call. */
    public Set<UserId> freshMembers(UserGroupId group, UserId who) {
        return asked(group, who.value(), For.DECISION);
    }

    /** For what is shown to somebody; an hour old at most, and five minutes if Slack has time. */
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

    /** Never asks Slack; empty until {@link #refresh} has succeeded, or if that is an hour ago. */
    public Optional<Set<UserId>> membersIfKnown(UserGroupId group) {
        return recent(groups.get(group), STILL_A_HINT);
    }

    /**
     * Whether that account is known to be deactivated; an hour old at most. Never asks Slack, so
     * somebody of whom nothing is known has not left.
     */
    public boolean hasLeft(UserId who) {
        return recent(persons.get(who), STILL_A_HINT).filter(Person::deactivated).isPresent();
    }

    /**
     * Whether that account is known to be a guest's; five minutes old at most. Never asks Slack, so
     * somebody of whom nothing is known is none.
     */
    public boolean isKnownAsGuest(UserId who) {
        return recent(persons.get(who), REMEMBERED).filter(Person::guest).isPresent();
    }

    /** For a background job: looks these people up, the ones known longest first. */
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
     * For a background job. A group Slack does not tell about keeps what we knew; of very many the
     * ones that were asked about longest ago come first, and the others the next time.
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
     * Whether that person is a member of the channel, as of now.
     *
     * @throws ChatFailure if Slack does not tell
     */
    public boolean isMemberOf(ChannelId channel, UserId who) {
        return chat.isMember(channel, who);
    }

    /** On Enterprise Grid a colleague may be at home in another workspace of the organisation. */
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
