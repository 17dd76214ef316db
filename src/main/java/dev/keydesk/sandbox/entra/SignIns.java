package dev.keydesk.sandbox.entra;

import dev.keydesk.sandbox.entra.KeyUse.Attempt;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Records which secrets apps have signed in with, as Entra's sign-in log does, without values. */
final class SignIns {
    private static final String ACCEPTED = "Entra signed the app in.";

    private final InstantSource clock;
    private final Map<String, KeyUse> byKeyId = new ConcurrentHashMap<>();

    SignIns(InstantSource clock) {
        this.clock = clock;
    }

    void attempted(String keyId, SignInResult answer) {
        var attempt =
                switch (answer) {
                    case SignInResult.Accepted _ -> new Attempt(clock.instant(), true, ACCEPTED);
                    case SignInResult.Refused refused ->
                            new Attempt(clock.instant(), false, refused.toString());
                };
        byKeyId.merge(keyId, KeyUse.NONE.and(attempt), (was, _) -> was.and(attempt));
    }

    void bringBack(String keyId, KeyUse use) {
        byKeyId.put(keyId, use);
    }

    KeyUse of(String keyId) {
        return byKeyId.getOrDefault(keyId, KeyUse.NONE);
    }
}
