package dev.keydesk.expiry;

import dev.keydesk.expiry.Credential.Live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Whether a newer key of the same app has taken a key's place; arithmetic, and nothing else. */
public final class Superseded {
    private Superseded() {}

    /**
     * The newest key of the same kind that began later than this one, works now, and works for
     * longer than this one does. A key that ends sooner takes nobody's place, and secrets of
     * application proxy take part in nothing of this.
     *
     * @param ofApp the live keys of its app; this one may be among them
     * @return empty if the key is on its own
     */
    public static Optional<Live> by(Live key, Collection<Live> ofApp, Instant now) {
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
