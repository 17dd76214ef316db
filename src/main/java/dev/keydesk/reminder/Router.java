package dev.keydesk.reminder;

import dev.keydesk.board.Addressee;
import dev.keydesk.chat.Mrkdwn;
import dev.keydesk.config.ChannelId;
import dev.keydesk.config.Reminders;
import dev.keydesk.entra.AppOwner;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.SeenApp;
import dev.keydesk.reminder.AppOwners.Owners;
import dev.keydesk.request.AppRef;
import dev.keydesk.store.Db;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds out where the reminders of an app go: by a rule in {@code keydesk.yml}, by what its team
 * once said, by a tag of the app, to its owners, or to the channel for all others.
 */
final class Router {
    private static final Pattern TAG =
            Pattern.compile("slack:([CG][A-Z0-9]{2,20})", Pattern.CASE_INSENSITIVE);
    private static final int NAME_SHOWN = 40;

    private final Reminders rules;
    private final Credentials credentials;
    private final MovedApps moved;
    private final AppOwners owners;

    Router(Db db, Reminders rules, Credentials credentials, AppOwners owners) {
        this.rules = rules;
        this.credentials = credentials;
        this.moved = new MovedApps(db);
        this.owners = owners;
    }

    /** Empty if the app is gone. */
    Optional<Route> of(AppRef app) {
        return credentials.app(app.objectId()).flatMap(this::of);
    }

    private Optional<Route> of(SeenApp app) {
        return byRule(app).or(() -> byTheTeam(app)).or(() -> byTag(app)).or(() -> byOwners(app));
    }

    /** The rule that leads the app somewhere; nobody in Slack can overrule it. */
    Optional<Reminders.Route> rule(AppRef app) {
        return credentials.app(app.objectId()).flatMap(this::rule);
    }

    private Optional<Reminders.Route> rule(SeenApp app) {
        return rules.routes().stream().filter(route -> fits(route.fits(), app)).findFirst();
    }

    private boolean fits(Reminders.Fits fits, SeenApp app) {
        var ref = app.ref();
        return fits.apps().stream()
                        .anyMatch(it -> it.matches(ref.name(), ref.clientId(), ref.objectId()))
                || fits.tags().stream().anyMatch(app.tags()::contains)
                || (!fits.owners().isEmpty() && isOwnedByAny(fits, app));
    }

    private boolean isOwnedByAny(Reminders.Fits fits, SeenApp app) {
        return owners.of(app.ref().objectId()) instanceof Owners.Known(var all)
                && all.stream()
                        .flatMap(owner -> owner.mail().stream())
                        .anyMatch(mail -> fits.owners().stream().anyMatch(mail::equalsIgnoreCase));
    }

    private Optional<Route> byRule(SeenApp app) {
        return rule(app)
                .map(rule ->
                        Route.to(
                                Addressee.channel(rule.channel()),
                                rule.timing(),
                                new LookedAfter(
                                        "the route in line %d of keydesk.yml"
                                                .formatted(rule.line()),
                                        true,
                                        Optional.empty(),
                                        List.of(),
                                        rule.mention().users(),
                                        rule.mention().userGroups())));
    }

    private Optional<Route> byTheTeam(SeenApp app) {
        return moved.find(app.ref().objectId())
                .map(it ->
                        Route.to(
                                Addressee.channel(it.to()),
                                rules.usualIn(it.to()),
                                LookedAfter.because(
                                        "%s sent its reminders there"
                                                .formatted(it.by().mention()))));
    }

    private Optional<Route> byTag(SeenApp app) {
        return app.tags().stream()
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(tag -> byTag(tag.group(), new ChannelId(tag.group(1))));
    }

    private Route byTag(String tag, ChannelId to) {
        return Route.to(
                Addressee.channel(to), rules.usualIn(to), LookedAfter.because("its tag " + tag));
    }

    private Optional<Route> byOwners(SeenApp app) {
        return switch (owners.of(app.ref().objectId())) {
            case Owners.NoApp() -> Optional.empty();
            case Owners.Untold(var sentence) -> Optional.of(forNobody(sentence));
            case Owners.Known(var all) -> Optional.of(byOwners(all));
        };
    }

    /** One of them is told as long as there is time; when it presses, everybody can read it. */
    private Route byOwners(List<AppOwner> all) {
        var found = owners.inSlack(all);
        if (found.isEmpty()) {
            return forNobody(whyNoOwner(all));
        }
        return new Route(
                Addressee.person(found.getFirst()),
                Addressee.channel(rules.channel()),
                rules.timing(),
                LookedAfter.byOwners("its owners in Entra", found));
    }

    private Route forNobody(String because) {
        return Route.to(
                Addressee.channel(rules.channel()),
                rules.timing(),
                LookedAfter.byNobody("the channel for all other apps", because));
    }

    private static String whyNoOwner(List<AppOwner> all) {
        if (all.isEmpty()) {
            return "it has no owner";
        }
        var persons = all.stream().filter(owner -> !owner.program()).toList();
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
