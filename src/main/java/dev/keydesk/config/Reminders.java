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
 * The {@code reminders} of {@code keydesk.yml}: where teams are told that a key ends, when, and of
 * which keys nobody wants to hear.
 *
 * @param channel for apps that nothing else leads anywhere
 * @param timing for whatever has none of its own
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

    /** What holds where the file says nothing: old messages still work, and no new ones come. */
    public static Reminders none(ChannelId channel) {
        var never = new Timing(List.of(), new DailyHour(9, ZoneId.of("UTC"), false));
        return new Reminders(channel, never, List.of(), List.of());
    }

    /** Whether teams are reminded at all. */
    public boolean areWanted() {
        return !timing.steps().isEmpty();
    }

    /** Every timing there is, each once. */
    public List<Timing> timings() {
        return Stream.concat(
                        Stream.of(timing),
                        routes.stream()
                                .flatMap(it -> Stream.of(it.timing(), usualIn(it.channel()))))
                .distinct()
                .toList();
    }

    /**
     * The usual steps at the hour of that channel, which gets one message a day whatever led an app
     * there.
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
     * When people are reminded.
     *
     * @param steps those that press least first
     */
    public record Timing(
            @JsonProperty("remind-before") List<Step> steps, @JsonUnwrapped DailyHour at) {
        public Timing {
            steps = steps.stream().distinct().sorted().toList();
        }
    }

    /** The hour of a team's day at which its reminders come. */
    public record DailyHour(
            int hour, @JsonProperty("time-zone") ZoneId zone, boolean workdaysOnly) {

        /** Where clocks are set forward over the hour, the one after it. */
        public ZonedDateTime on(LocalDate day) {
            return day.atTime(hour, 0).atZone(zone);
        }

        public boolean isFor(LocalDate day) {
            return !workdaysOnly
                    || (day.getDayOfWeek() != DayOfWeek.SATURDAY
                            && day.getDayOfWeek() != DayOfWeek.SUNDAY);
        }

        /** The first day after this one on which reminders come again. */
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
     * Leads the apps it fits to a channel.
     *
     * @param line of the file, by which people find it
     * @param fits an app, if any of these does
     * @param mention who is called if it presses
     */
    public record Route(
            int line,
            @JsonUnwrapped Fits fits,
            ChannelId channel,
            @JsonUnwrapped Timing timing,
            Mention mention) {}

    /** Names or ids, tags of the app, and e-mail addresses of its owners. */
    public record Fits(Set<AppPattern> apps, Set<String> tags, Set<String> owners) {
        public Fits {
            apps = Rules.inOrder(apps);
            tags = Rules.inOrder(tags);
            owners = Rules.inOrder(owners);
        }

        /** Whether an app registration fits by its name, its ids or its tags. */
        public boolean fits(
                String name, String clientId, String objectId, Collection<String> tagsOfApp) {
            return apps.stream().anyMatch(it -> it.matches(name, clientId, objectId))
                    || tags.stream().anyMatch(tagsOfApp::contains);
        }
    }

    /** People and groups. */
    public record Mention(Set<UserId> users, Set<UserGroupId> userGroups) {
        public static final Mention NOBODY = new Mention(Set.of(), Set.of());

        public Mention {
            users = Rules.inOrder(users);
            userGroups = Rules.inOrder(userGroups);
        }
    }

    /**
     * Keys nobody is reminded of for a while.
     *
     * @param key its id; without one, all keys of the app
     * @param owner who answers for the silence
     * @param until the last day of it
     */
    public record Exemption(AppPattern app, Optional<String> key, UserId owner, LocalDate until) {

        public boolean covers(
                String name, String clientId, String objectId, String keyId, LocalDate day) {
            return !day.isAfter(until)
                    && app.matches(name, clientId, objectId)
                    && key.map(only -> only.equalsIgnoreCase(keyId)).orElse(true);
        }
    }
}
