package dev.keydesk.sandbox.entra;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which keys apps have signed in with, as Entra's sign-in log tells. Never a value. */
final class SignIns {
    private final InstantSource clock;
    private final Map<String, KeyUse> byKeyId = new ConcurrentHashMap<>();

    SignIns(InstantSource clock) {
        this.clock = clock;
    }

    void used(String keyId) {
        Instant now = clock.instant();
        byKeyId.merge(
                keyId, new KeyUse(1, now), (was, one) -> new KeyUse(was.times() + 1, one.last()));
    }

    Optional<KeyUse> of(String keyId) {
        return Optional.ofNullable(byKeyId.get(keyId));
    }
}
