package dev.keydesk.reminder;

import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.UserId;
import dev.keydesk.entra.AppOwner;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.StoredApp;
import dev.keydesk.livemessages.Recipient;
import dev.keydesk.ownership.AppOwners;
import dev.keydesk.ownership.AppOwners.Owners;
import dev.keydesk.ownership.Ownership;
import dev.keydesk.ownership.SlackUsers;
import dev.keydesk.ownership.SlackUsers.Answer;
import dev.keydesk.reminder.ReminderOverrides.Moved;
import dev.keydesk.request.AppRef;
import dev.keydesk.store.Db;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out where the reminders of an app go: by a route in {@code keydesk.yml}, by its team's own
 * choice, by a tag of the app, to its owners, or to the channel for all others.
 */
final class ReminderRouter {
    private static final Pattern TAG =
            Pattern.compile("slack:([CG][A-Z0-9]{2,20})", Pattern.CASE_INSENSITIVE);
    private static final int NAME_SHOWN = 40;

    /** How long Slack's answer is good enough for a question about a single app. */
    private static final Duration GOOD_ENOUGH = Duration.ofDays(7);

    private final Reminders rules;
    private final Credentials credentials;
    private final ReminderOverrides moved;
    private final AppOwners owners;
    private final SlackUsers users;

    ReminderRouter(Db db, Reminders rules, Ownership ownership) {
        this.rules = rules;
        this.credentials = ownership.credentials();
        this.moved = new ReminderOverrides(db);
        this.owners = ownership.owners();
        this.users = ownership.users();
    }

    /** Where the reminders of an app go, as far as the known owners tell. */
    sealed interface Way {
        /** To this route, whoever the owners are. */
        record Fixed(ReminderRoute route) implements Way {}

        /** To those owners who are in Slack. */
        record ToOwners(List<AppOwner> all) implements Way {}

        /** Entra has to be asked for the owners. */
        record Unread() implements Way {}

        /** The app was deleted. */
        record Gone() implements Way {}
    }

    /** Returns the route; empty if the app is gone. Asks Entra and Slack if needed. */
    Optional<ReminderRoute> of(AppRef app) {
        return switch (way(app)) {
            case Way.Fixed(var route) -> Optional.of(route);
            case Way.ToOwners(var all) -> Optional.of(toOwners(all));
            case Way.Gone _, Way.Unread _ -> Optional.empty();
        };
    }

    /**
     * Returns the way of one app; asks Entra for its owners if they matter and nobody has read
     * them.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks to come later
     */
    Way way(AppRef app) {
        var objectId = app.objectId();
        return credentials.app(objectId).map(seen -> way(seen, objectId)).orElseGet(Way.Gone::new);
    }

    private Way way(StoredApp app, String objectId) {
        var sent = moved.find(objectId);
        var known =
                way(app, sent, Optional.ofNullable(owners.stored(List.of(objectId)).get(objectId)));
        return known instanceof Way.Unread
                ? way(app, sent, Optional.of(owners.of(objectId)))
                : known;
    }

    /** Returns those of these apps whose team has sent their reminders elsewhere. */
    Map<String, Moved> moved(Collection<String> apps) {
        return moved.find(apps);
    }

    /** Returns the way of an app from what is known. */
    Way way(StoredApp app, Optional<Moved> sent, Optional<Owners> known) {
        for (var route : rules.routes()) {
            if (fits(route.fits(), app)) {
                return new Way.Fixed(byRule(route));
            }
            if (!route.fits().owners().isEmpty()) {
                if (known.isEmpty()) {
                    return new Way.Unread();
                }
                if (isOwnedByAny(route.fits(), known.get())) {
                    return new Way.Fixed(byRule(route));
                }
            }
        }
        return sent.map(this::byTheTeam)
                .or(() -> byTag(app))
                .<Way>map(Way.Fixed::new)
                .orElseGet(() -> known.map(this::byOwners).orElseGet(Way.Unread::new));
    }

    /**
     * Returns the route in keydesk.yml that leads the app somewhere; nobody in Slack can overrule
     * it.
     *
     * @throws dev.keydesk.entra.EntraFailure.Busy if Entra asks to come later
     */
    Optional<Reminders.Route> rule(AppRef app) {
        return credentials.app(app.objectId()).flatMap(this::rule);
    }

    private Optional<Reminders.Route> rule(StoredApp app) {
        boolean byOwner =
                rules.routes().stream().anyMatch(route -> !route.fits().owners().isEmpty());
        var known = byOwner ? owners.readNow(app.ref().objectId()) : new Owners.NoApp();
        return rules.routes().stream()
                .filter(route -> fits(route.fits(), app) || isOwnedByAny(route.fits(), known))
                .findFirst();
    }

    private static boolean fits(Reminders.Fits fits, StoredApp app) {
        var ref = app.ref();
        return fits.fits(ref.name(), ref.clientId(), ref.objectId(), app.tags());
    }

    private static boolean isOwnedByAny(Reminders.Fits fits, Owners owners) {
        return owners instanceof Owners.Known(var all)
                && all.stream()
                        .flatMap(owner -> owner.addresses().stream())
                        .anyMatch(mail -> fits.owners().stream().anyMatch(mail::equalsIgnoreCase));
    }

    private static ReminderRoute byRule(Reminders.Route rule) {
        return ReminderRoute.toSinglePlace(
                Recipient.channel(rule.channel()),
                rule.timing(),
                new Responsible(
                        "the route in line %s of keydesk.yml".formatted(rule.line()),
                        true,
                        Optional.empty(),
                        List.of(),
                        rule.mention().users(),
                        rule.mention().userGroups()));
    }

    private ReminderRoute byTheTeam(Moved sent) {
        return ReminderRoute.toSinglePlace(
                Recipient.channel(sent.channel()),
                rules.usualIn(sent.channel()),
                Responsible.because(
                        "%s sent its reminders there".formatted(sent.movedBy().mention())));
    }

    private Optional<ReminderRoute> byTag(StoredApp app) {
        return app.tags().stream()
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(tag ->
                        byTag(tag.group(), new ChannelId(tag.group(1).toUpperCase(Locale.ROOT))));
    }

    private ReminderRoute byTag(String tag, ChannelId to) {
        return ReminderRoute.toSinglePlace(
                Recipient.channel(to), rules.usualIn(to), Responsible.because("its tag " + tag));
    }

    private Way byOwners(Owners owners) {
        return switch (owners) {
            case Owners.NoApp() -> new Way.Gone();
            case Owners.Untold(var sentence) -> new Way.Fixed(forNobody(sentence));
            case Owners.Known(var all) -> new Way.ToOwners(all);
        };
    }

    /** Returns the route to these owners; asks Slack for those who are not stored. */
    private ReminderRoute toOwners(List<AppOwner> all) {
        return toOwners(all, users.ask(all, GOOD_ENOUGH), false);
    }

    /**
     * The same from what is known.
     *
     * @param lastCall whether the day cannot wait any longer for Slack to tell more
     * @return empty if Slack has to be asked about one of them
     */
    Optional<ReminderRoute> toOwners(
            List<AppOwner> all, Function<AppOwner, Answer> inSlack, boolean lastCall) {
        var found = new LinkedHashSet<UserId>();
        boolean untold = false;
        for (var owner : all) {
            switch (inSlack.apply(owner)) {
                case Answer.Found(var user) -> found.add(user);
                case Answer.Nobody() -> {}
                case Answer.Untold(var before) -> {
                    before.ifPresent(found::add);
                    untold = true;
                }
                case Answer.Unknown(var before) -> {
                    if (!lastCall) {
                        return Optional.empty();
                    }
                    before.ifPresent(found::add);
                    untold = true;
                }
            }
        }
        return Optional.of(toOwners(all, List.copyOf(found), untold));
    }

    /** One of them is told as long as there is time; once it is urgent, everybody can read it. */
    private ReminderRoute toOwners(List<AppOwner> all, List<UserId> found, boolean untold) {
        if (found.isEmpty()) {
            return forNobody(
                    untold
                            ? "its owner %s could not be looked up in Slack today"
                                    .formatted(names(persons(all)))
                            : whyNoOwner(all));
        }
        return new ReminderRoute(
                Recipient.person(found.getFirst()),
                Recipient.channel(rules.channel()),
                rules.timing(),
                Responsible.byOwners("its owners in Entra", found));
    }

    /** Returns the route for reminders without a team. */
    ReminderRoute forNobody(String because) {
        return ReminderRoute.toSinglePlace(
                Recipient.channel(rules.channel()),
                rules.timing(),
                Responsible.byNobody("the channel for all other apps", because));
    }

    private static List<AppOwner> persons(List<AppOwner> all) {
        return all.stream().filter(owner -> !owner.program()).toList();
    }

    private static String whyNoOwner(List<AppOwner> all) {
        if (all.isEmpty()) {
            return "it has no owner";
        }
        var persons = persons(all);
        if (persons.isEmpty()) {
            return "its only owner is a program, %s".formatted(names(all));
        }
        return persons.stream().anyMatch(owner -> owner.mail().isPresent())
                ? "its owner %s is not in Slack".formatted(names(persons))
                : "the desk may not read who its owners are";
    }

    private static String names(List<AppOwner> owners) {
        return owners.stream()
                .limit(2)
                .map(owner -> owner.name().or(owner::mail).orElse("without a name"))
                .map(name -> Mrkdwn.escape(name, NAME_SHOWN))
                .collect(Collectors.joining(", "));
    }
}
