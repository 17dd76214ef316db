package dev.keydesk.ownership;

import dev.keydesk.expiry.Credential;
import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Superseded;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A credential as it is shown at one moment.
 *
 * @param daysLeft calendar days until it expires; negative once it has expired
 * @param superseded since when a newer credential of its app has replaced it
 */
public record CredentialView(
        Credential.Key key, Group group, long daysLeft, Optional<Instant> superseded) {

    /** Somebody may still be looking for what stopped working. */
    private static final Duration LATELY = Duration.ofDays(30);

    private static final Comparator<CredentialView> MOST_URGENT_FIRST =
            Comparator.comparing(CredentialView::group)
                    .thenComparing(view -> view.key().end())
                    .thenComparing(view -> view.key().app().name())
                    .thenComparing(view -> view.key().keyId());

    /** What can be done about a credential, most urgent first. */
    public enum Group {
        ENDING("Credentials that expire"),
        NEVER("Credentials that never expire"),
        SUPERSEDED("Credentials that a newer one has replaced"),
        ENDED("Credentials that expired more than a month ago"),
        MANAGED("Secrets that Microsoft renews by itself");

        private final String title;

        Group(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * Returns views of all of them, most urgent first.
     *
     * @param keys all live credentials of each app among them
     * @param zone the time zone of the calendar days
     */
    public static List<CredentialView> of(Collection<Live> keys, Instant now, ZoneId zone) {
        var byApp =
                keys.stream().collect(Collectors.groupingBy(live -> live.key().app().objectId()));
        return byApp.values().stream()
                .flatMap(ofApp -> ofApp.stream().map(live -> of(live, ofApp, now, zone)))
                .sorted(MOST_URGENT_FIRST)
                .toList();
    }

    private static CredentialView of(Live live, List<Live> ofApp, Instant now, ZoneId zone) {
        var key = live.key();
        var newer = Superseded.findReplacement(live, ofApp, now).map(other -> other.key().start());
        return new CredentialView(key, groupOf(key, newer, now), daysLeft(key, now, zone), newer);
    }

    private static long daysLeft(Credential.Key key, Instant now, ZoneId zone) {
        return ChronoUnit.DAYS.between(
                LocalDate.ofInstant(now, zone), LocalDate.ofInstant(key.end(), zone));
    }

    private static Group groupOf(Credential.Key key, Optional<Instant> newer, Instant now) {
        if (key.isOfApplicationProxy()) {
            return Group.MANAGED;
        }
        if (newer.isPresent()) {
            return Group.SUPERSEDED;
        }
        if (key.neverExpires()) {
            return Group.NEVER;
        }
        return key.end().plus(LATELY).isAfter(now) ? Group.ENDING : Group.ENDED;
    }

    public boolean hasEnded(Instant now) {
        return !key.end().isAfter(now);
    }
}
