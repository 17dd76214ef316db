package dev.keydesk.ownership;

import dev.keydesk.chat.People;
import dev.keydesk.chat.Person;
import dev.keydesk.config.Reminders;
import dev.keydesk.config.UserGroupId;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.StoredApp;
import dev.keydesk.request.Principal;
import dev.keydesk.request.Requests;
import dev.keydesk.store.Db;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the apps for which a person is responsible: those they own in Entra, those for which they
 * received a secret through Keydesk, and those whose route in {@code keydesk.yml} mentions them or
 * one of their groups. It uses rows and memory only, so it works while Entra or Slack does not
 * answer.
 */
public final class ResponsibleApps {
    private final Reminders rules;
    private final Map<String, UserId> named;
    private final Credentials credentials;
    private final Requests requests;
    private final OwnerRows owners;
    private final People people;
    private volatile Optional<Instant> allReadAsOf = Optional.empty();

    public ResponsibleApps(
            Db db,
            Reminders rules,
            Map<String, UserId> named,
            Credentials credentials,
            Requests requests,
            People people) {
        this.rules = rules;
        this.named = named;
        this.credentials = credentials;
        this.requests = requests;
        this.owners = new OwnerRows(db);
        this.people = people;
    }

    /** Returns the object ids of the apps; empty for a person who is not a full member. */
    public Set<String> appsOf(Principal who) {
        var apps = new HashSet<String>();
        if (who.fullMember()) {
            var person = who.person();
            apps.addAll(owners.appsOf(addresses(person)));
            apps.addAll(requests.appsWithKeysOf(person.id()));
            apps.addAll(byRoute(person.id()));
        }
        return apps;
    }

    /**
     * Returns a sentence for a person whose list may be incomplete because the owners of some apps
     * are not read yet; empty once all are.
     */
    public Optional<String> ownersNotKnownYet() {
        var asOf = credentials.asOf();
        if (asOf.isPresent() && asOf.equals(allReadAsOf)) {
            return Optional.empty();
        }
        int apps = owners.unread();
        if (apps == 0) {
            // The count goes through all apps, and only another scan can add some.
            allReadAsOf = asOf;
        }
        return Optional.of(apps)
                .filter(unread -> unread > 0)
                .map(unread ->
                        "The desk has not read yet who owns %s with credentials in Entra. After that, those you own are listed here."
                                .formatted(unread == 1 ? "one app" : unread + " apps"));
    }

    /**
     * Returns the addresses by which Entra may know the person: the one in Slack, and those in
     * {@code keydesk.yml}.
     */
    private List<String> addresses(Person person) {
        return Stream.concat(
                        person.mail().stream(),
                        named.entrySet().stream()
                                .filter(entry -> entry.getValue().equals(person.id()))
                                .map(Map.Entry::getKey))
                .toList();
    }

    /** Returns the people who are responsible for an app, in words for a list that leaves Slack. */
    public List<String> ownersOf(String objectId) {
        return owners.of(objectId);
    }

    /**
     * Asks Slack for the members of the groups in advance; the other methods use only what is
     * known.
     */
    public void refreshGroups() {
        people.refresh(
                rules.routes().stream()
                        .flatMap(route -> route.mention().userGroups().stream())
                        .collect(Collectors.toSet()));
    }

    /** The first route that fits an app counts, as for reminders. */
    private Set<String> byRoute(UserId who) {
        var called = rules.routes().stream().filter(route -> calls(route, who)).toList();
        if (called.isEmpty()) {
            return Set.of();
        }
        var routes = rules.routes().stream().map(this::fitting).toList();
        return credentials.appsWithKeys().stream()
                .filter(app ->
                        routes.stream()
                                .filter(route -> route.fits(app))
                                .findFirst()
                                .filter(first -> called.contains(first.route()))
                                .isPresent())
                .map(app -> app.ref().objectId())
                .collect(Collectors.toSet());
    }

    private boolean calls(Reminders.Route route, UserId who) {
        return route.mention().users().contains(who)
                || route.mention().userGroups().stream().anyMatch(group -> isIn(group, who));
    }

    private boolean isIn(UserGroupId group, UserId who) {
        return people.membersIfKnown(group).filter(members -> members.contains(who)).isPresent();
    }

    private Fitting fitting(Reminders.Route route) {
        return new Fitting(route, Set.copyOf(owners.appsOf(route.fits().owners())));
    }

    /** A route, and the apps of its owners. */
    private record Fitting(Reminders.Route route, Set<String> owned) {
        boolean fits(StoredApp app) {
            var ref = app.ref();
            return route.fits().fits(ref.name(), ref.clientId(), ref.objectId(), app.tags())
                    || owned.contains(ref.objectId());
        }
    }
}
