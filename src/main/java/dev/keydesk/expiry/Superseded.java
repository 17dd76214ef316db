package dev.keydesk.expiry;

import dev.keydesk.expiry.Credential.Live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/**
 * Decides whether a newer credential of the same app has replaced a credential; a pure function.
 */
public final class Superseded {
    private Superseded() {}

    /**
     * Returns the newest credential of the same kind that began later than this one, is valid now,
     * and expires later than this one. Secrets of application proxy are ignored.
     *
     * @param ofApp the live credentials of its app; this one may be among them
     * @return empty if nothing has replaced the credential
     */
    public static Optional<Live> findReplacement(Live key, Collection<Live> ofApp, Instant now) {
        return ofApp.stream()
                .filter(other -> takesThePlace(other.key(), key.key(), now))
                .max(
                        Comparator.comparing((Live newer) -> newer.key().start())
                                .thenComparing(newer -> newer.key().end()));
    }

    private static boolean takesThePlace(Credential.Key newer, Credential.Key key, Instant now) {
        return newer.kind() == key.kind()
                && !newer.isOfApplicationProxy()
                && !key.isOfApplicationProxy()
                && newer.app().objectId().equals(key.app().objectId())
                && newer.start().isAfter(key.start())
                && !newer.start().isAfter(now)
                && newer.end().isAfter(key.end())
                && newer.end().isAfter(now);
    }
}
