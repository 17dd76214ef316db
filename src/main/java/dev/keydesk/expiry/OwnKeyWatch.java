package dev.keydesk.expiry;

import dev.keydesk.config.Settings;
import dev.keydesk.entra.AppRegistration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/** Knows when the key ends that the desk itself signs in with, as every scan begins with it. */
public final class OwnKeyWatch {
    private static final Logger log = LoggerFactory.getLogger(OwnKeyWatch.class);

    private final Credentials credentials;
    private final Settings.Credential signsInWith;
    private final InstantSource clock;
    private volatile Optional<OwnKey> current = Optional.empty();

    public OwnKeyWatch(
            Credentials credentials, Settings.Credential signsInWith, InstantSource clock) {
        this.credentials = credentials;
        this.signsInWith = signsInWith;
        this.clock = clock;
    }

    /** What the last scan saw, for as long as Entra is away. */
    void load() {
        look(credentials.ofDesk().stream().map(Credential.Live::key).toList());
    }

    /** The desk's own app registration as it is now. */
    void saw(AppRegistration own) {
        look(Credential.Key.of(own));
    }

    private void look(Collection<Credential.Key> keys) {
        current = OwnKey.among(keys, signsInWith);
        current.filter(own -> own.needsAttention(clock.instant()))
                .ifPresent(own -> log.warn("{}. {}", own.inWords(clock.instant()), own.advice()));
    }

    /** Empty if the desk signs in without a key, or no scan has seen one that it can be. */
    public Optional<OwnKey> current() {
        return current;
    }
}
