package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code keydesk.yml} says: who may ask, for which apps, who decides, and how long.
 *
 * @param people who in Slack an address in Entra, in small letters, belongs to, where the addresses
 *     differ
 * @param reminders without them only the desk's own key is told, to the operators
 */
@JsonIgnoreProperties("version")
public record Rules(
        Requesters requesters,
        Apps apps,
        Approvals approvals,
        PickUp pickUp,
        Limits limits,
        Operators operators,
        @JsonDeserialize(converter = PeopleByAddress.class) Map<String, UserId> people,
        Optional<Reminders> reminders) {

    /**
     * Reads the rules file.
     *
     * @throws Problems with the line of each mistake in it, or with what keeps it from being read
     */
    public static Rules read(Path file) {
        return new RulesFile(file).read();
    }

    /** Where those who run the desk are told what only they can settle. */
    public ChannelId operatorsChannel() {
        return operators.channel().orElse(approvals.channel());
    }

    /** Who may ask. Nobody, unless named here. */
    public record Requesters(Set<UserId> users, Set<UserGroupId> userGroups) {
        public Requesters {
            users = inOrder(users);
            userGroups = inOrder(userGroups);
        }
    }

    /** Which app registrations the desk serves; {@code deny} wins over {@code allow}. */
    public record Apps(Set<AppPattern> allow, Set<AppPattern> deny) {
        public Apps {
            allow = inOrder(allow);
            deny = inOrder(deny);
        }
    }

    /** Who decides, and in which channel the cards are posted. */
    public record Approvals(ChannelId channel, Set<UserId> users, Set<UserGroupId> userGroups) {
        public Approvals {
            users = inOrder(users);
            userGroups = inOrder(userGroups);
        }
    }

    /**
     * How secrets leave the desk.
     *
     * @param ways as written; if nothing is, whatever is possible
     * @param linkCode whether the page behind a link asks for the code that was sent with it
     */
    public record PickUp(Optional<Set<DeliveryMethod>> ways, boolean linkCode) {
        /**
         * What people are offered.
         *
         * @throws Problems if links are wanted, but nobody has said where people reach the desk
         */
        public Set<DeliveryMethod> doors(Settings.Web web) {
            boolean reachable = web.publicUrl().isPresent();
            if (ways.isPresent() && ways.get().contains(DeliveryMethod.LINK) && !reachable) {
                throw Problems.inSettings(
                        List.of(
                                "KEYDESK_PUBLIC_URL is missing, and keydesk.yml wants pick-ups by"
                                        + " link. Set it to the address at which people's browsers"
                                        + " reach the desk, or take \"link\" out of \"ways\"."),
                        false);
            }
            return ways.orElse(
                    reachable
                            ? EnumSet.allOf(DeliveryMethod.class)
                            : EnumSet.of(DeliveryMethod.SLACK));
        }
    }

    /**
     * How long things may take, how long a key may live, and how much one person may ask for.
     *
     * @param longestLifetime how long a key may live at most; 1 to 730 days
     * @param timeToDecide after this a request that nobody decided lapses
     * @param timeToPickUp after this an approval that nobody picked up ends
     * @param removalsAnHour so many removals one person can let happen in an hour; each further one
     *     needs a second person
     * @param openRequestsPerPerson how many of one person's may wait for a decision or a pick-up
     * @param openRequestsPerApp the same for one app registration, whoever asked
     * @param commandsPerMinute how many commands of one person a node takes
     * @param keepSettled so long rows are kept to which nothing more happens; 90 to 3,650 days
     */
    public record Limits(
            Duration longestLifetime,
            Duration timeToDecide,
            Duration timeToPickUp,
            int removalsAnHour,
            int openRequestsPerPerson,
            int openRequestsPerApp,
            int commandsPerMinute,
            Duration keepSettled) {}

    /**
     * Those who run the desk.
     *
     * @param channel their own channel; without one they read the approvals channel
     */
    public record Operators(Optional<ChannelId> channel) {}

    /** Somebody in Entra, and who that is in Slack. */
    private record Person(String entra, UserId slack) {}

    private static final class PeopleByAddress
            extends StdConverter<List<Person>, Map<String, UserId>> {
        @Override
        public Map<String, UserId> convert(List<Person> people) {
            return people.stream()
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    it -> it.entra().toLowerCase(Locale.ROOT), Person::slack));
        }
    }

    /** In the order of the file, so that whatever is shown from it reads the same each time. */
    static <T> Set<T> inOrder(Set<T> entries) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(entries));
    }
}
