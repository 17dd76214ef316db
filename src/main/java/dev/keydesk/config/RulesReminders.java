package dev.keydesk.config;

import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.Reminders.Exemption;
import dev.keydesk.config.Reminders.Fits;
import dev.keydesk.config.Reminders.Mention;
import dev.keydesk.config.Reminders.Route;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.config.Section.Listed;
import dev.keydesk.config.Section.Text;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The {@code reminders} of {@code keydesk.yml}. Without them only the desk's own key is told. */
final class RulesReminders {
    static final List<String> KEYS =
            List.of(
                    "channel",
                    "remind-before",
                    "hour",
                    "time-zone",
                    "workdays-only",
                    "routes",
                    "exemptions");

    private static final List<String> ROUTE =
            List.of(
                    "apps",
                    "tags",
                    "owners",
                    "channel",
                    "mention",
                    "remind-before",
                    "hour",
                    "time-zone",
                    "workdays-only");
    private static final List<String> MENTION = List.of("users", "user-groups");
    private static final List<String> EXEMPTION = List.of("app", "key", "owner", "until");

    static final Timing USUAL = new Timing(Step.USUAL, new DailyHour(9, ZoneId.of("UTC"), false));

    // Midnight is left out: in some places clocks are set forward over it, and it is a poor hour.
    private static final String HOURS = "([1-9]|1[0-9]|2[0-3])";

    private final LineProblems problems;
    private final RulesEntries entries;

    RulesReminders(LineProblems problems) {
        this.problems = problems;
        this.entries = new RulesEntries(problems);
    }

    /** Empty if something is wrong, which the problems then tell. */
    Optional<Reminders> read(Section section, int line) {
        var channel = entries.channel(section, "reminders", line);
        var timing = timing(section, USUAL);
        var routes = new ArrayList<Route>();
        for (var listed : section.sections("routes", ROUTE)) {
            route(listed, timing).ifPresent(routes::add);
        }
        channel.ifPresent(there -> oneHourEach(there, timing.at(), routes));
        var exemptions = new ArrayList<Exemption>();
        for (var listed : section.sections("exemptions", EXEMPTION)) {
            exemption(listed).ifPresent(exemptions::add);
        }
        return channel.map(there -> new Reminders(there, timing, routes, exemptions));
    }

    private Timing timing(Section section, Timing otherwise) {
        return new Timing(
                steps(section).orElse(otherwise.steps()),
                new DailyHour(
                        hour(section).orElse(otherwise.at().hour()),
                        zone(section).orElse(otherwise.at().zone()),
                        workdaysOnly(section).orElse(otherwise.at().workdaysOnly())));
    }

    private Optional<List<Step>> steps(Section section) {
        if (!section.has("remind-before")) {
            return Optional.empty();
        }
        if (section.namesNothing("remind-before")) {
            problems.at(
                    section.lineOf("remind-before"),
                    "\"remind-before\" is empty, so nobody would be reminded; write such as [30"
                            + " days, 7 days, on the day, expired].");
        }
        var steps = new ArrayList<Step>();
        section.texts("remind-before", "30 days, on the day, expired")
                .forEach(text ->
                        Step.parse(text.text()).ifPresentOrElse(steps::add, () -> noStep(text)));
        return Optional.of(steps);
    }

    private void noStep(Text text) {
        problems.at(
                text.line(),
                "%s does not fit under \"remind-before\"; write 1 to %s days, on the day, or expired."
                        .formatted(LineProblems.quote(text.text()), Step.MOST_DAYS));
    }

    private Optional<Integer> hour(Section section) {
        var written = section.value("hour");
        var hour =
                written.flatMap(YamlValue::wholeNumber)
                        .filter(digits -> digits.matches(HOURS))
                        .map(Integer::valueOf);
        if (written.isPresent() && hour.isEmpty()) {
            complain(section, "hour", "write a whole hour of the day, from 1 to 23.");
        }
        return hour;
    }

    private Optional<ZoneId> zone(Section section) {
        String wanted = "the name of a time zone, such as Europe/Berlin or UTC.";
        var written = section.text("time-zone", wanted);
        var zone = written.map(Text::text).filter(RulesReminders::isZone).map(ZoneId::of);
        if (written.isPresent() && zone.isEmpty()) {
            complain(section, "time-zone", "write " + wanted);
        }
        return zone;
    }

    private static boolean isZone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name);
    }

    private Optional<Boolean> workdaysOnly(Section section) {
        var written = section.value("workdays-only");
        var only = written.flatMap(YamlValue::onOrOff);
        if (written.isPresent() && only.isEmpty()) {
            complain(section, "workdays-only", "write on or off.");
        }
        return only;
    }

    private Optional<Route> route(Listed listed, Timing otherwise) {
        var section = listed.section();
        if (List.of("apps", "tags", "owners").stream().allMatch(section::namesNothing)) {
            problems.at(
                    listed.line(), "this route fits no app; add \"apps\", \"tags\" or \"owners\".");
        }
        var fits =
                new Fits(
                        entries.patterns(section, "apps"),
                        words(section, "tags", "team:payroll", this::isTag),
                        words(section, "owners", "alice@example.com", this::isAddress));
        var mention =
                section.section("mention", MENTION)
                        .map(who -> new Mention(entries.users(who), entries.userGroups(who)));
        var timing = timing(section, otherwise);
        return entries.channel(section, "routes", listed.line())
                .map(channel ->
                        new Route(
                                listed.line(),
                                fits,
                                channel,
                                timing,
                                mention.orElse(Mention.NOBODY)));
    }

    /** Each hour has a message of its own, and a channel is promised one a day. */
    private void oneHourEach(ChannelId others, DailyHour usual, List<Route> routes) {
        var hours = new HashMap<ChannelId, DailyHour>(Map.of(others, usual));
        var said = new HashMap<ChannelId, String>(Map.of(others, "all other apps"));
        for (var route : routes) {
            var first = hours.putIfAbsent(route.channel(), route.timing().at());
            said.putIfAbsent(route.channel(), "the route in line " + route.line());
            if (first != null && !first.equals(route.timing().at())) {
                problems.at(
                        route.line(),
                        "this route leads to the channel of %s at another time (%s, and %s there), so the channel would get two messages a day; give both the same hour, time-zone and workdays-only."
                                .formatted(said.get(route.channel()), route.timing().at(), first));
            }
        }
    }

    private Set<String> words(Section section, String key, String example, Predicate<Text> isFine) {
        return section.texts(key, example).stream()
                .filter(isFine)
                .map(Text::text)
                .collect(RulesEntries.inOrder());
    }

    private boolean isTag(Text tag) {
        return entries.isFine(
                tag,
                tag.text().matches("\\S{1,256}")
                        ? Optional.empty()
                        : Optional.of(
                                "%s under \"tags\" is no tag; Entra's have no blanks and 256 characters at most."
                                        .formatted(LineProblems.quote(tag.text()))));
    }

    private boolean isAddress(Text address) {
        return entries.isFine(
                address,
                address.text().matches("[^\\s@]+@[^\\s@]+")
                        ? Optional.empty()
                        : Optional.of(
                                "%s under \"owners\" is no e-mail address; write one such as alice@example.com."
                                        .formatted(LineProblems.quote(address.text()))));
    }

    private Optional<Exemption> exemption(Listed listed) {
        var section = listed.section();
        for (var needed : List.of("app", "owner", "until")) {
            if (!section.has(needed)) {
                problems.at(
                        listed.line(),
                        "this exemption has no \"%s\"; it needs \"app\", \"owner\" and \"until\"."
                                .formatted(needed));
            }
        }
        var app = entries.pattern(section, "app");
        var key = key(section);
        var owner = entries.user(section, "owner");
        var until = until(section);
        return app.isPresent() && owner.isPresent() && until.isPresent()
                ? Optional.of(new Exemption(app.get(), key, owner.get(), until.get()))
                : Optional.empty();
    }

    private Optional<String> key(Section section) {
        String wanted = "the id of a key, which the portal calls the Secret ID.";
        var key = section.text("key", wanted).map(Text::text);
        if (key.isPresent() && !Kind.isGuid(key.get())) {
            complain(section, "key", "write " + wanted);
            return Optional.empty();
        }
        return key;
    }

    private Optional<LocalDate> until(Section section) {
        String wanted = "a day, such as 2026-12-31.";
        var written = section.text("until", wanted);
        var day = written.flatMap(text -> day(text.text()));
        if (written.isPresent() && day.isEmpty()) {
            complain(section, "until", "write " + wanted);
        }
        return day;
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private void complain(Section section, String key, String instead) {
        problems.at(
                section.lineOf(key),
                "\"%s\" is %s; %s"
                        .formatted(
                                key,
                                YamlValue.describe(section.value(key).orElseThrow()),
                                instead));
    }
}
