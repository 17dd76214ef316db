package dev.keydesk.entra;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The access token for Graph, kept until shortly before it expires.
 *
 * <p>azure-identity has a cache, but never finds a token again if the authority has a port. One
 * caller fetches at a time; while the old token is valid, the others use it, and everybody does if
 * the fetch fails.
 */
final class CachedToken {
    private static final Duration EARLY = Duration.ofMinutes(5);

    /**
     * The expiry of a token is told by the machine's clock. No token is kept longer than this by
     * Keydesk's own clock, so that the two need not agree.
     */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TokenCredential credential;
    private final SignInFailure troubles;
    private final TokenRequestContext request;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();

    private volatile @Nullable Held held;

    CachedToken(
            TokenCredential credential, SignInFailure troubles, String scope, InstantSource clock) {
        this.credential = credential;
        this.troubles = troubles;
        this.request = new TokenRequestContext().addScopes(scope);
        this.clock = clock;
    }

    private record Held(String text, Instant renewFrom, Instant end, TokenClaims claims) {
        boolean holds(Instant now) {
            return now.isBefore(end);
        }

        boolean fresh(Instant now) {
            return now.isBefore(renewFrom);
        }
    }

    /**
     * @throws EntraFailure.NotAsked if there is no valid token and none can be fetched
     */
    String bearer() {
        var now = clock.instant();
        var before = held;
        if (before != null && before.fresh(now)) {
            return before.text();
        }
        if (before == null || !before.holds(now)) {
            fetching.lock();
        } else if (!fetching.tryLock()) {
            return before.text();
        }
        try {
            return renewed();
        } finally {
            fetching.unlock();
        }
    }

    private String renewed() {
        var now = clock.instant();
        var before = held;
        if (before != null && before.fresh(now)) {
            return before.text();
        }
        try {
            var fetched = hold(credential.getTokenSync(request), now);
            held = fetched;
            return fetched.text();
        } catch (RuntimeException trouble) {
            if (before != null && before.holds(now)) {
                return before.text();
            }
            throw troubles.of(trouble);
        }
    }

    /** A token that is valid for minutes only is renewed halfway, not at every call. */
    private static Held hold(@Nullable AccessToken token, Instant now) {
        if (token == null) {
            throw new IllegalStateException("no token");
        }
        var told = token.getExpiresAt().toInstant();
        var longest = now.plus(LONGEST);
        var end = told.isBefore(longest) ? told : longest;
        var half = Duration.between(now, end).dividedBy(2);
        var early = half.compareTo(EARLY) < 0 ? half : EARLY;
        return new Held(token.getToken(), end.minus(early), end, TokenClaims.of(token.getToken()));
    }

    /**
     * Drops a token that Entra refused, although it has not expired: the next call fetches another.
     */
    void forget() {
        held = null;
    }

    /** Returns the claims of the current token; none if there is none. */
    TokenClaims claims() {
        var now = held;
        return now == null ? TokenClaims.of("") : now.claims();
    }
}
