package dev.keydesk.chat;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Slack knows about persons, groups and channels.
 *
 * <p>Decisions use the fresh facts, asked after the click. What is shown may be up to five minutes
 * old. The way to the acknowledgement uses {@link #membersIfKnown}, which asks nobody.
 */
public final class People {
    private static final Logger log = LoggerFactory.getLogger(People.class);

    /** Slack allows some twenty questions about groups a minute. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    /** Long enough to serve people through an outage; a job looks again before it decides. */
    private static final Duration STILL_A_HINT = Duration.ofHours(1);

    private static final int MOST_PERSONS = 5_000;

    private final Chat chat;
    private final InstantSource clock;
    private final Map<UserId, Seen<Person>> persons = new ConcurrentHashMap<>();
    private final Map<UserGroupId, Seen<Set<UserId>>> groups = new ConcurrentHashMap<>();

    public People(Chat chat, InstantSource clock) {
        this.chat = chat;
        this.clock = clock;
    }

    private record Seen<T>(T fact, Instant at) {}

    /** Asks Slack now. */
    public Person fresh(UserId who) {
        var person = chat.person(who);
        if (persons.size() >= MOST_PERSONS) {
            persons.clear();
        }
        persons.put(who, new Seen<>(person, clock.instant()));
        return person;
    }

    public Person known(UserId who) {
        return recent(persons.get(who), REMEMBERED).orElseGet(() -> fresh(who));
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
            return Optional.of(chat.personByEmail(email)).filter(Person::isFullMember);
        } catch (ChatFailure.Refused refused) {
            if (refused.error().equals("users_not_found")) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    public Set<UserId> freshMembers(UserGroupId group) {
        var members = chat.members(group);
        groups.put(group, new Seen<>(members, clock.instant()));
        return members;
    }

    public Set<UserId> members(UserGroupId group) {
        return recent(groups.get(group), REMEMBERED).orElseGet(() -> freshMembers(group));
    }

    /** Never asks Slack; empty until {@link #refresh} has succeeded, or if that is an hour ago. */
    public Optional<Set<UserId>> membersIfKnown(UserGroupId group) {
        return recent(groups.get(group), STILL_A_HINT);
    }

    /** For a background job. A group Slack does not tell about keeps what we knew. */
    public void refresh(Set<UserGroupId> wanted) {
        for (var group : wanted) {
            try {
                freshMembers(group);
            } catch (ChatFailure e) {
                log.warn(
                        "Members of user group {} not refreshed: {}",
                        group.value(),
                        e.getMessage());
            }
        }
    }

    public ChannelFacts channel(ChannelId channel) {
        return chat.channel(channel);
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
    public static boolean sameOrganisation(Person person, Identity us) {
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
