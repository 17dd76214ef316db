package dev.keydesk.reminder;

import dev.keydesk.board.Addressee;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.Reminders.DailyHour;
import dev.keydesk.config.Reminders.Exemption;
import dev.keydesk.config.Reminders.Timing;
import dev.keydesk.config.Settings;
import dev.keydesk.config.Step;
import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.OwnKey;
import dev.keydesk.reminder.Successors.Successor;
import dev.keydesk.reminder.Told.KeyEnd;
import dev.keydesk.request.AppRef;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Everything that is to be told at an hour of a day, and where. It changes nothing, so that a dry
 * run shows what the desk will do.
 */
final class Agenda {
    /** Nobody else notices in time, and once it has ended the desk can do nothing at all. */
    private static final List<Step> OWN_STEPS =
            IntStream.of(60, 30, 21, 14, 10, 7, 6, 5, 4, 3, 2, 1, 0, -1)
                    .mapToObj(Step::new)
                    .toList();

    private static final LookedAfter BY_OPERATORS =
            LookedAfter.because(
                    "the desk's own app registration, of which those who run it are told");

    private final Reminders rules;
    private final Credentials credentials;
    private final Settings.Credential signsInWith;
    private final Router router;
    private final Successors successors;
    private final Supersession supersession;
    private final ChannelId operators;

    Agenda(
            Reminders rules,
            Credentials credentials,
            Settings.Credential signsInWith,
            Router router,
            Successors successors,
            ChannelId operators) {
        this.rules = rules;
        this.credentials = credentials;
        this.signsInWith = signsInWith;
        this.router = router;
        this.successors = successors;
        this.supersession = new Supersession(credentials, successors);
        this.operators = operators;
    }

    /**
     * All keys of the tenant that never expire, by the names of their apps: each is told once, and
     * whoever wants to be rid of them needs the whole list.
     */
    List<Endless> neverExpiring(LocalDate day) {
        return credentials.neverExpiring().stream()
                .map(Live::key)
                .map(key -> new Endless(key, exemption(key, day)))
                .toList();
    }

    /** A key that never expires, and who wants to hear nothing of it. */
    record Endless(Credential.Key key, Optional<Exemption> exempt) {}

    /** Keys that are due, by place, and those that would be if nobody had exempted them. */
    record Day(List<Planned> told, List<Exempt> exempt) {}

    /** A key nobody is reminded of. */
    record Exempt(Credential.Key key, Exemption by) {}

    /** The hours of a day at which anybody is told anything. */
    List<DailyHour> hours() {
        return rules.timings().stream().map(Timing::at).distinct().toList();
    }

    /** What was told longer ago than that plays no part. */
    static Instant since(Instant now) {
        return now.minus(ReminderPlan.STILL_NEWS);
    }

    /**
     * What is to be told.
     *
     * @param day in the time zone of that hour
     * @param now not before that hour of that day
     */
    Day at(DailyHour at, LocalDate day, Instant now, Sent sent) {
        var told = new LinkedHashMap<Addressee, List<Told>>();
        var exempt = new ArrayList<Exempt>();
        own(at, day, now, sent).forEach(own -> add(told, Addressee.channel(operators), own));
        var routes = new HashMap<String, Optional<Route>>();
        for (var live : candidates(at, day, now, sent)) {
            var exemption = exemption(live.key(), day);
            if (exemption.isPresent()) {
                exempt.add(new Exempt(live.key(), exemption.get()));
                continue;
            }
            var app = live.key().app();
            routes.computeIfAbsent(app.objectId(), _ -> route(app))
                    .filter(route -> route.timing().at().equals(at))
                    .ifPresent(route ->
                            told(live, route.timing(), day, now, sent, route.lookedAfter(), false)
                                    .ifPresent(it -> add(told, route.when(it.presses()), it)));
        }
        return new Day(
                told.entrySet().stream()
                        .map(place -> new Planned(place.getKey(), day, place.getValue()))
                        .toList(),
                exempt);
    }

    /** What is left over of the desk's own is for those who run it, too. */
    private Optional<Route> route(AppRef app) {
        return credentials.isOfDesk(app)
                ? Optional.of(
                        Route.to(
                                Addressee.channel(operators),
                                rules.usualIn(operators),
                                BY_OPERATORS))
                : router.of(app);
    }

    /** Without reminders in keydesk.yml only the desk's own key is spoken of, once it must be. */
    boolean isEmpty(Instant now) {
        return !rules.areWanted()
                && inUse().stream().noneMatch(live -> new OwnKey(live.key()).needsAttention(now));
    }

    private static void add(Map<Addressee, List<Told>> told, Addressee to, Told line) {
        told.computeIfAbsent(to, _ -> new ArrayList<>()).add(line);
    }

    private List<Told> own(DailyHour at, LocalDate day, Instant now, Sent sent) {
        if (!at.equals(rules.usualIn(operators).at())) {
            return List.of();
        }
        var timing = new Timing(OWN_STEPS, at);
        return inUse().stream()
                .flatMap(live -> told(live, timing, day, now, sent, BY_OPERATORS, true).stream())
                .toList();
    }

    /** The key the desk signs in with; several, where it cannot tell which of them it is. */
    private List<Live> inUse() {
        return credentials.ofDesk().stream()
                .filter(live -> OwnKey.mayBe(live.key(), signsInWith))
                .toList();
    }

    /**
     * Keys that some timing of this hour has a word about; where they go is asked of those only.
     */
    private List<Live> candidates(DailyHour at, LocalDate day, Instant now, Sent sent) {
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
        keys.removeIf(live -> {
            var key = KeyEnd.of(live.key());
            return own.contains(key)
                    || sent.isSnoozed(key, now)
                    || plans.stream()
                            .allMatch(
                                    plan -> plan.due(live.key(), day, now, sent.of(key)).isEmpty())
                    || isKept(key);
        });
        return keys;
    }

    /** Somebody who may has said that the key stays until it ends. */
    private boolean isKept(KeyEnd key) {
        return successors.of(key.app(), key.keyId()).flatMap(Successor::keptBy).isPresent();
    }

    /** The longest time before its end at which anybody is told of a key, and a long weekend. */
    private Duration farthest() {
        int days =
                rules.timings().stream()
                        .flatMap(timing -> timing.steps().stream())
                        .mapToInt(Step::daysBefore)
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

    private Optional<Told> told(
            Live live,
            Timing timing,
            LocalDate day,
            Instant now,
            Sent sent,
            LookedAfter lookedAfter,
            boolean own) {
        var plan = new ReminderPlan(timing);
        var key = live.key();
        var before = sent.of(KeyEnd.of(key));
        return plan.due(key, day, now, before)
                .map(step -> {
                    var with = new HashSet<>(before);
                    with.add(step);
                    return new Told(
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
                            supersession.since(live, now),
                            own,
                            lookedAfter);
                });
    }
}
