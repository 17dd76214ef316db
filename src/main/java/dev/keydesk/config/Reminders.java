package dev.keydesk.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The {@code reminders} section of {@code keydesk.yml}: where and when teams are reminded that a
 * credential expires, and for which credentials they are not.
 *
 * @param channel for apps that no route and no mail address leads anywhere
 * @param timing for routes that have no timing of their own
 * @param routes in the order in which they are tried
 */
public record Reminders(
        ChannelId channel,
        @JsonUnwrapped Timing timing,
        List<Route> routes,
        List<Exemption> exemptions) {
    public Reminders {
        routes = List.copyOf(routes);
        exemptions = List.copyOf(exemptions);
    }

    /**
     * Returns what applies without the section: no new reminders, but buttons of existing messages
     * still work.
     */
    public static Reminders none(ChannelId channel) {
        var never = new Timing(List.of(), new DailyHour(9, ZoneId.of("UTC"), false));
        return new Reminders(channel, never, List.of(), List.of());
    }

    /** Returns whether teams are reminded at all. */
    public boolean areWanted() {
        return !timing.steps().isEmpty();
    }

    /** Returns each timing in use once. */
    public List<Timing> timings() {
        return Stream.concat(
                        Stream.of(timing),
                        routes.stream()
                                .flatMap(it -> Stream.of(it.timing(), usualIn(it.channel()))))
                .distinct()
                .toList();
    }

    /**
     * Returns the usual steps at the hour of the given channel, because a channel gets one message
     * a day, whichever route leads an app there.
     */
    public Timing usualIn(ChannelId there) {
        var hour =
                routes.stream()
                        .filter(route -> route.channel().equals(there))
                        .map(route -> route.timing().at())
                        .findFirst()
                        .orElse(timing.at());
        return new Timing(timing.steps(), hour);
    }

    /**
     * The steps and the hour of day at which people are reminded.
     *
     * @param steps the least urgent first
     */
    public record Timing(
            @JsonProperty("remind-before") List<ReminderStep> steps, @JsonUnwrapped DailyHour at) {
        public Timing {
            steps = steps.stream().distinct().sorted().toList();
        }
    }

    /**
     * The local hour at which the reminders of a team are sent, from 0 to 23.
     *
     * @param workdaysOnly whether none are sent on Saturdays and Sundays
     */
    public record DailyHour(
            int hour, @JsonProperty("time-zone") ZoneId zone, boolean workdaysOnly) {

        /**
         * Returns the moment on this day. Where clocks are set forward over the hour, this is an
         * hour later.
         */
        public ZonedDateTime momentOn(LocalDate day) {
            return day.atTime(hour, 0).atZone(zone);
        }

        /** Returns whether reminders are sent on this day. */
        public boolean isFor(LocalDate day) {
            return !workdaysOnly
                    || (day.getDayOfWeek() != DayOfWeek.SATURDAY
                            && day.getDayOfWeek() != DayOfWeek.SUNDAY);
        }

        /** Returns the next day on which reminders are sent. */
        public LocalDate dayAfter(LocalDate day) {
            var next = day.plusDays(1);
            return isFor(next) ? next : dayAfter(next);
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%02d:00 %s%s", hour, zone, workdaysOnly ? " on workdays" : "");
        }
    }

    /**
     * Leads the apps that it fits to a channel.
     *
     * @param line of the file, by which people find the route
     * @param fits the app, if any of its entries does
     * @param mention who is mentioned when a reminder is urgent
     */
    public record Route(
            int line,
            @JsonUnwrapped Fits fits,
            ChannelId channel,
            @JsonUnwrapped Timing timing,
            Mention mention) {}

    /** Patterns of names or ids, tags of the app, and e-mail addresses of its owners. */
    public record Fits(Set<AppPattern> apps, Set<String> tags, Set<String> owners) {
        public Fits {
            apps = Rules.inOrder(apps);
            tags = Rules.inOrder(tags);
            owners = Rules.inOrder(owners);
        }

        /** Returns whether an app registration fits by its name, its ids or its tags. */
        public boolean fits(
                String name, String clientId, String objectId, Collection<String> tagsOfApp) {
            return apps.stream().anyMatch(it -> it.matches(name, clientId, objectId))
                    || tags.stream().anyMatch(tagsOfApp::contains);
        }
    }

    /** The people and user groups that a message mentions. */
    public record Mention(Set<UserId> users, Set<UserGroupId> userGroups) {
        /** Nobody is mentioned. */
        public static final Mention NOBODY = new Mention(Set.of(), Set.of());

        public Mention {
            users = Rules.inOrder(users);
            userGroups = Rules.inOrder(userGroups);
        }
    }

    /**
     * Credentials for which no reminders are sent until a day.
     *
     * @param key the id of the credential; empty for all credentials of the app
     * @param owner who is responsible for the exemption
     * @param until its last day
     */
    public record Exemption(AppPattern app, Optional<String> key, UserId owner, LocalDate until) {

        /** Returns whether the exemption applies to this credential on this day. */
        public boolean covers(
                String name, String clientId, String objectId, String keyId, LocalDate day) {
            return !day.isAfter(until)
                    && app.matches(name, clientId, objectId)
                    && key.map(only -> only.equalsIgnoreCase(keyId)).orElse(true);
        }
    }
}
