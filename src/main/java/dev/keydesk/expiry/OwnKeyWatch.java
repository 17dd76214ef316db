package dev.keydesk.expiry;

import dev.keydesk.config.Settings;
import dev.keydesk.entra.AppRegistration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/** Remembers when the credential expires with which Keydesk signs in; every scan begins with it. */
public final class OwnKeyWatch {
    private static final Logger log = LoggerFactory.getLogger(OwnKeyWatch.class);

    private final Credentials credentials;
    private final Settings.Credential signsInWith;
    private final InstantSource clock;
    private volatile Optional<OwnKey> current = Optional.empty();

    /** Knows nothing before the first scan. */
    public OwnKeyWatch(
            Credentials credentials, Settings.Credential signsInWith, InstantSource clock) {
        this.credentials = credentials;
        this.signsInWith = signsInWith;
        this.clock = clock;
    }

    /** Loads what the last scan saw, in case Entra does not answer. */
    void load() {
        look(credentials.ofDesk().stream().map(Credential.Live::key).toList());
    }

    /** Takes Keydesk's own app registration as it is now. */
    void saw(AppRegistration own) {
        look(Credential.Key.of(own));
    }

    private void look(Collection<Credential.Key> keys) {
        current = OwnKey.find(keys, signsInWith);
        current.filter(own -> own.needsAttention(clock.instant()))
                .ifPresent(own -> log.warn("{}. {}", own.inWords(clock.instant()), own.advice()));
    }

    /**
     * Returns the credential; empty if Keydesk signs in without one, or no scan has seen one that
     * it can be.
     */
    public Optional<OwnKey> current() {
        return current;
    }
}
