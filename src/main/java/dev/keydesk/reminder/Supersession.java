package dev.keydesk.reminder;

import dev.keydesk.expiry.Credential.Live;
import dev.keydesk.expiry.Credentials;
import dev.keydesk.expiry.Superseded;
import dev.keydesk.reminder.Successors.Successor;

import java.time.Instant;
import java.util.Optional;

/** Since when a newer key can take a key's place, whoever made that one. */
final class Supersession {
    private final Credentials credentials;
    private final Successors successors;

    Supersession(Credentials credentials, Successors successors) {
        this.credentials = credentials;
        this.successors = successors;
    }

    /** Empty if the app has nothing else to sign in with for as long. */
    Optional<Instant> since(Live live, Instant now) {
        var app = live.key().app().objectId();
        return Superseded.by(live, credentials.ofApp(app), now)
                .map(newer -> newer.key().start())
                // Also a newer one that ends sooner, which somebody asked for in its place.
                .or(() -> successors.of(app, live.key().keyId()).map(Successor::since));
    }
}
