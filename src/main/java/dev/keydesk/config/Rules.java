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
 * The contents of {@code keydesk.yml}: who may request secrets, for which apps, who approves, and
 * the limits.
 *
 * @param people the Slack accounts of e-mail addresses in Entra, in lower case, where the addresses
 *     differ
 * @param reminders if empty, only the operators are reminded, of Keydesk's own credential
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
     * @throws Problems with the line of each mistake in the file, or the reason why it cannot be
     *     read
     */
    public static Rules read(Path file) {
        return new RulesFile(file).read();
    }

    /**
     * Returns the channel for messages to the operators: their own, or else the approvals channel.
     */
    public ChannelId operatorsChannel() {
        return operators.channel().orElse(approvals.channel());
    }

    /** Returns the reminders, or those that apply without the section. */
    public Reminders remindersOrNone() {
        return reminders.orElseGet(() -> Reminders.none(operatorsChannel()));
    }

    /** Who may request secrets; empty means nobody. */
    public record Requesters(Set<UserId> users, Set<UserGroupId> userGroups) {
        public Requesters {
            users = inOrder(users);
            userGroups = inOrder(userGroups);
        }
    }

    /** The app registrations that Keydesk serves; {@code deny} wins over {@code allow}. */
    public record Apps(Set<AppPattern> allow, Set<AppPattern> deny) {
        public Apps {
            allow = inOrder(allow);
            deny = inOrder(deny);
        }
    }

    /** The approvers, and the channel in which the cards are posted. */
    public record Approvals(ChannelId channel, Set<UserId> users, Set<UserGroupId> userGroups) {
        public Approvals {
            users = inOrder(users);
            userGroups = inOrder(userGroups);
        }
    }

    /**
     * How secrets are handed over.
     *
     * @param ways as written; empty means every possible one
     * @param linkCode whether the page of a one-time link asks for the code that was sent with it
     */
    public record PickUp(Optional<Set<DeliveryMethod>> ways, boolean linkCode) {
        /**
         * Returns the delivery methods that people are offered.
         *
         * @throws Problems if links are wanted but no public address is set
         */
        public Set<DeliveryMethod> deliveryMethods(Settings.Web web) {
            boolean reachable = web.publicUrl().isPresent();
            if (ways.isPresent() && ways.get().contains(DeliveryMethod.LINK) && !reachable) {
                throw Problems.inSettings(
                        List.of(
                                "KEYDESK_PUBLIC_URL is missing, and keydesk.yml wants pick-ups by"
                                        + " link. Set it to the address at which people's browsers"
                                        + " reach the desk, or remove \"link\" from \"ways\"."),
                        false);
            }
            return ways.orElse(
                    reachable
                            ? EnumSet.allOf(DeliveryMethod.class)
                            : EnumSet.of(DeliveryMethod.SLACK));
        }
    }

    /**
     * Limits on time, lifetimes and numbers.
     *
     * @param longestLifetime the longest lifetime of a new secret; 1 to 730 days of 24 hours
     * @param timeToDecide how long a request waits for a decision before it lapses
     * @param timeToPickUp how long an approved request waits for its pick-up before it expires
     * @param removalsAnHour how many removals one person may confirm alone in an hour; each further
     *     one needs a second person
     * @param openRequestsPerPerson how many requests of one person may wait for a decision or a
     *     pick-up
     * @param openRequestsPerApp the same for one app registration, whoever the requester is
     * @param commandsPerMinute how many commands of one person a node accepts in a minute
     * @param keepSettled how long finished rows are kept; 90 to 3,650 days of 24 hours
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
     * The operators of Keydesk.
     *
     * @param channel their own channel; if empty, the approvals channel is used
     */
    public record Operators(Optional<ChannelId> channel) {}

    /** A person's address in Entra, and their account in Slack. */
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

    /** Keeps the order of the file, so that what is shown from it reads the same each time. */
    static <T> Set<T> inOrder(Set<T> entries) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(entries));
    }
}
