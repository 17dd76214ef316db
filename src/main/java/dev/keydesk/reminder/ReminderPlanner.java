package dev.keydesk.reminder;

import dev.keydesk.config.ChannelId;
import dev.keydesk.config.ReminderStep;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.Reminders.Exemption;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.config.Settings;
import dev.keydesk.entra.AppOwner;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.expiry.StoredApp;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.reminder.ReminderEntry.KeyEnd;
import dev.keydesk.reminder.ReminderOverrides.Moved;
import dev.keydesk.reminder.ReminderRouter.Way;
import dev.keydesk.removal.Successors;
import dev.keydesk.removal.Successors.Successor;
import dev.keydesk.request.AppRef;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans everything that is to be sent at an hour of a day, and where. It changes nothing, so that a
 * dry run shows what Keydesk will do.
 */
final class ReminderPlanner {
    /** Nobody else notices in time, and once it has expired Keydesk cannot work. */
    private static final List<ReminderStep> OWN_STEPS =
            IntStream.of(60, 30, 21, 14, 10, 7, 6, 5, 4, 3, 2, 1, 0, -1)
                    .mapToObj(ReminderStep::new)
                    .toList();

    private static final Responsible BY_OPERATORS =
            Responsible.because(
                    "the desk's own app registration, about which its operators are told");

    private static final Responsible NOT_YET_KNOWN = Responsible.because("nothing yet");

    private final Reminders rules;
    private final Credentials credentials;
    private final Settings.Credential signsInWith;
    private final ReminderRouter reminderRouter;
    private final Successors successors;
    private final ChannelId operators;

    ReminderPlanner(
            Reminders rules,
            Credentials credentials,
            Settings.Credential signsInWith,
            ReminderRouter reminderRouter,
            Successors successors,
            ChannelId operators) {
        this.rules = rules;
        this.credentials = credentials;
        this.signsInWith = signsInWith;
        this.reminderRouter = reminderRouter;
        this.successors = successors;
        this.operators = operators;
    }

    /**
     * Returns all credentials of the tenant that never expire, by the names of their apps: each is
     * reported once, and people who want to replace them need the whole list.
     */
    List<Endless> neverExpiring(LocalDate day) {
        return credentials.neverExpiring().stream()
                .map(Live::key)
                .filter(key -> !key.isOfApplicationProxy())
                .map(key -> new Endless(key, exemption(key, day)))
                .toList();
    }

    /** A credential that never expires, and its exemption, if there is one. */
    record Endless(Credential.Key key, Optional<Exemption> exempt) {}

    /**
     * The reminders that are due, by place; those that would be due without an exemption; and those
     * that wait until the owners of their apps are known.
     */
    record Day(List<PlannedDigest> told, List<Exempt> exempt, List<Waiting> waiting) {}

    /**
     * An app whose owners must be known before its reminders can be sent.
     *
     * @param owners empty if Entra has to be asked for them; otherwise Slack has to be asked for
     *     one of them
     * @param urgent whether one of its credentials is urgent
     * @param end of the credential that expires first
     */
    record Waiting(AppRef app, Optional<List<AppOwner>> owners, boolean urgent, Instant end) {
        static final Comparator<Waiting> MOST_URGENT_FIRST =
                Comparator.comparing((Waiting it) -> !it.urgent())
                        .thenComparing(Waiting::end)
                        .thenComparing(it -> it.app().objectId());

        private Waiting with(Waiting other) {
            return new Waiting(
                    app, owners, urgent || other.urgent, end.isBefore(other.end) ? end : other.end);
        }
    }

    /** A credential with an exemption. */
    record Exempt(Credential.Key key, Exemption by) {}

    /** Returns the hours of a day at which reminders are sent. */
    List<DailyHour> hours() {
        return rules.timings().stream().map(Timing::at).distinct().toList();
    }

    /** Returns the moment before which sent reminders do not matter any more. */
    static Instant since(Instant now) {
        return now.minus(ReminderPlan.STILL_NEWS);
    }

    /**
     * Returns what has to be sent.
     *
     * @param day in the time zone of that hour
     * @param now not before that hour of that day
     * @param source returns what is known about owners
     * @param lastCall whether nothing may wait any longer for more to be known
     */
    Day plan(
            DailyHour at,
            LocalDate day,
            Instant now,
            ReminderStatus sent,
            KnownOwners.Source source,
            boolean lastCall) {
        var plan = new DayPlan();
        own(at, day, now, sent).forEach(own -> plan.tell(Recipient.channel(operators), own));
        var candidates = candidates(at, day, now, sent);
        var apps = appsOf(candidates);
        var facts = new Facts(apps, source.of(apps));
        for (var live : candidates) {
            var exemption = exemption(live.key(), day);
            if (exemption.isPresent()) {
                plan.exempt(live, exemption.get());
            } else if (!facts.isKept(live.key())) {
                var way = facts.way(live.key().app(), lastCall);
                timing(way, at)
                        .flatMap(timing -> told(live, facts, timing, day, now, sent))
                        .ifPresent(it -> plan.add(it, way, facts, lastCall));
            }
        }
        return plan.day(day);
    }

    /** Returns the timing of apps on that way, if it uses that hour; empty otherwise. */
    private Optional<Timing> timing(Way way, DailyHour at) {
        Optional<Timing> timing =
                switch (way) {
                    case Way.Gone() -> Optional.empty();
                    case Way.Fixed(var route) -> Optional.of(route.timing());
                    case Way.ToOwners _ -> Optional.of(rules.timing());
                    case Way.Unread() -> Optional.of(everyTiming(at));
                };
        return timing.filter(it -> it.at().equals(at));
    }

    /** Returns a timing with the steps of all timings of that hour. */
    private Timing everyTiming(DailyHour at) {
        var steps =
                rules.timings().stream()
                        .filter(timing -> timing.at().equals(at))
                        .flatMap(timing -> timing.steps().stream())
                        .toList();
        return new Timing(steps, at);
    }

    /** A day that is being planned. */
    private final class DayPlan {
        private final Map<Recipient, List<ReminderEntry>> told = new LinkedHashMap<>();
        private final List<Exempt> exempt = new ArrayList<>();
        private final Map<String, Waiting> waiting = new LinkedHashMap<>();

        void tell(Recipient to, ReminderEntry line) {
            told.computeIfAbsent(to, _ -> new ArrayList<>()).add(line);
        }

        void exempt(Live live, Exemption by) {
            exempt.add(new Exempt(live.key(), by));
        }

        void add(ReminderEntry line, Way way, Facts facts, boolean lastCall) {
            switch (way) {
                case Way.Gone() -> {}
                case Way.Fixed(var route) -> tell(route, line);
                case Way.Unread() -> wait(line, Optional.empty());
                case Way.ToOwners(var all) ->
                        reminderRouter
                                .toOwners(all, facts.owners()::inSlack, lastCall)
                                .ifPresentOrElse(
                                        route -> tell(route, line),
                                        () -> wait(line, Optional.of(all)));
            }
        }

        private void tell(ReminderRoute route, ReminderEntry line) {
            var entry = line.responsible(route.responsible());
            tell(route.recipient(entry.isUrgent()), entry);
        }

        private void wait(ReminderEntry line, Optional<List<AppOwner>> owners) {
            waiting.merge(
                    line.app().objectId(),
                    new Waiting(line.app(), owners, line.isUrgent(), line.end()),
                    Waiting::with);
        }

        Day day(LocalDate day) {
            return new Day(
                    told.entrySet().stream()
                            .map(place -> new PlannedDigest(place.getKey(), day, place.getValue()))
                            .toList(),
                    exempt,
                    waiting.values().stream().sorted(Waiting.MOST_URGENT_FIRST).toList());
        }
    }

    /** The facts about all apps of a run, read at once and not for each app in turn. */
    private final class Facts {
        private final Map<String, StoredApp> apps;
        private final Map<String, List<Live>> keys;
        private final Map<String, Moved> moved;
        private final Successors known;
        private final KnownOwners owners;
        private final Map<String, Way> ways = new HashMap<>();

        Facts(Collection<String> objectIds, KnownOwners owners) {
            this.apps =
                    credentials.apps(objectIds).stream()
                            .collect(Collectors.toMap(app -> app.ref().objectId(), app -> app));
            this.keys =
                    credentials.ofApps(objectIds).stream()
                            .collect(Collectors.groupingBy(live -> live.key().app().objectId()));
            this.moved = reminderRouter.moved(objectIds);
            this.known = successors.ofApps(objectIds);
            this.owners = owners;
        }

        KnownOwners owners() {
            return owners;
        }

        /**
         * Returns whether somebody with permission has said that the credential stays until it
         * expires.
         */
        boolean isKept(Credential.Key key) {
            return known.of(key.app().objectId(), key.keyId())
                    .flatMap(Successor::keptBy)
                    .isPresent();
        }

        Optional<Instant> superseded(Live live, Instant now) {
            var ofApp = keys.getOrDefault(live.key().app().objectId(), List.of());
            return new Supersession(known).supersededSince(live, ofApp, now);
        }

        Way way(AppRef app, boolean lastCall) {
            var way = ways.computeIfAbsent(app.objectId(), _ -> way(app));
            return lastCall && way instanceof Way.Unread
                    ? new Way.Fixed(reminderRouter.forNobody(AppOwners.UNTOLD))
                    : way;
        }

        /** The operators are told about Keydesk's own remaining credentials, too. */
        private Way way(AppRef app) {
            if (credentials.isOfDesk(app)) {
                return new Way.Fixed(
                        ReminderRoute.toSinglePlace(
                                Recipient.channel(operators),
                                rules.usualIn(operators),
                                BY_OPERATORS));
            }
            var objectId = app.objectId();
            return Optional.ofNullable(apps.get(objectId))
                    .map(seen ->
                            reminderRouter.way(
                                    seen,
                                    Optional.ofNullable(moved.get(objectId)),
                                    owners.of(objectId)))
                    .orElseGet(Way.Gone::new);
        }
    }

    private static List<String> appsOf(Collection<Live> keys) {
        return keys.stream().map(live -> live.key().app().objectId()).distinct().toList();
    }

    /**
     * Without reminders in keydesk.yml only Keydesk's own credential is reported, once that is
     * necessary.
     */
    boolean isEmpty(Instant now) {
        return !rules.areWanted()
                && inUse().stream().noneMatch(live -> new OwnKey(live.key()).needsAttention(now));
    }

    private List<ReminderEntry> own(DailyHour at, LocalDate day, Instant now, ReminderStatus sent) {
        if (!at.equals(rules.usualIn(operators).at())) {
            return List.of();
        }
        var timing = new Timing(OWN_STEPS, at);
        var keys = inUse();
        var facts = new Facts(appsOf(keys), KnownOwners.NONE);
        return keys.stream()
                .flatMap(live -> told(live, facts, timing, day, now, sent).stream())
                .map(entry -> entry.ofDesk(BY_OPERATORS))
                .toList();
    }

    /**
     * Returns the credential with which Keydesk signs in; several, if it cannot tell which one it
     * is.
     */
    private List<Live> inUse() {
        return credentials.ofDesk().stream()
                .filter(live -> OwnKey.mayBe(live.key(), signsInWith))
                .toList();
    }

    /**
     * Returns credentials that some timing of this hour reports; only for those it is determined
     * where they go.
     */
    private List<Live> candidates(DailyHour at, LocalDate day, Instant now, ReminderStatus sent) {
        if (!rules.areWanted()) {
            return List.of();
        }
        var plans =
                rules.timings().stream()
                        .filter(timing -> timing.at().equals(at))
                        .map(ReminderPlan::new)
                        .toList();
        var own = new HashSet<KeyEnd>();
        inUse().forEach(live -> own.add(KeyEnd.of(live.key())));
        var keys = new ArrayList<>(credentials.endingWithin(since(now), now.plus(farthest())));
        keys.addAll(credentials.neverExpiring());
        // A credential is snoozed to a day; the hour of its team may have changed since.
        var tomorrow = day.plusDays(1).atStartOfDay(at.zone()).toInstant();
        keys.removeIf(live -> {
            var key = KeyEnd.of(live.key());
            return live.key().isOfApplicationProxy()
                    || own.contains(key)
                    || sent.isSnoozed(key, tomorrow)
                    || plans.stream()
                            .allMatch(
                                    plan -> plan.due(live.key(), day, now, sent.of(key)).isEmpty());
        });
        return keys;
    }

    /**
     * Returns the longest time before the expiry date at which anybody is told, and a long weekend.
     */
    private Duration farthest() {
        int days =
                rules.timings().stream()
                        .flatMap(timing -> timing.steps().stream())
                        .mapToInt(ReminderStep::daysBefore)
                        .max()
                        .orElse(0);
        return Duration.ofDays(days + 4L);
    }

    private Optional<Exemption> exemption(Credential.Key key, LocalDate day) {
        AppRef app = key.app();
        return rules.exemptions().stream()
                .filter(it ->
                        it.covers(app.name(), app.clientId(), app.objectId(), key.keyId(), day))
                .findFirst();
    }

    private Optional<ReminderEntry> told(
            Live live,
            Facts facts,
            Timing timing,
            LocalDate day,
            Instant now,
            ReminderStatus sent) {
        var plan = new ReminderPlan(timing);
        var key = live.key();
        var before = sent.of(KeyEnd.of(key));
        return plan.due(key, day, now, before)
                .map(step -> {
                    var with = new HashSet<>(before);
                    with.add(step);
                    return new ReminderEntry(
                            key.app(),
                            key.keyId(),
                            key.kind(),
                            key.name(),
                            key.hint(),
                            key.start(),
                            key.end(),
                            step,
                            plan.daysLeft(key, day),
                            plan.next(key, day, with),
                            facts.superseded(live, now),
                            false,
                            NOT_YET_KNOWN);
                });
    }
}
