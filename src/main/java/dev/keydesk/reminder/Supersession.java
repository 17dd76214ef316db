package dev.keydesk.reminder;

import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Superseded;
import dev.keydesk.removal.Successors;
import dev.keydesk.removal.Successors.Successor;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Finds out since when a newer credential can replace a credential, whoever made it. */
final class Supersession {
    private final Successors successors;

    Supersession(Successors successors) {
        this.successors = successors;
    }

    /**
     * Returns empty if the app has no other credential that is valid for as long.
     *
     * @param ofApp the live credentials of its app
     */
    Optional<Instant> supersededSince(Live live, Collection<Live> ofApp, Instant now) {
        return Superseded.findReplacement(live, ofApp, now)
                .map(newer -> newer.key().start())
                // Also a newer one that expires sooner, if somebody requested it as the
                // replacement.
                .or(() ->
                        successors
                                .of(live.key().app().objectId(), live.key().keyId())
                                .map(Successor::since));
    }
}
