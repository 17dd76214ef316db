package dev.keydesk.reminder;

import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Superseded;
import dev.keydesk.removal.Successors;
import dev.keydesk.removal.Successors.Successor;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Since when a newer key can take a key's place, whoever made that one. */
final class Supersession {
    private final Successors successors;

    Supersession(Successors successors) {
        this.successors = successors;
    }

    /**
     * Empty if the app has nothing else to sign in with for as long.
     *
     * @param ofApp the live keys of its app
     */
    Optional<Instant> supersededSince(Live live, Collection<Live> ofApp, Instant now) {
        return Superseded.by(live, ofApp, now)
                .map(newer -> newer.key().start())
                // Also a newer one that ends sooner, which somebody asked for in its place.
                .or(() ->
                        successors
                                .of(live.key().app().objectId(), live.key().keyId())
                                .map(Successor::since));
    }
}
