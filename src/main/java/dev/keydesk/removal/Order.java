package dev.keydesk.removal;

import dev.keydesk.board.Addressee;
import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.request.AppRef;

import java.time.Instant;
import java.util.Optional;

/**
 * Which key is to be removed, who asked for that, and why.
 *
 * @param key as it was when it was asked for
 * @param hears who is told besides those who decide and the person who asked
 * @param calls whom a leak mentions there; empty in rows of a time in which it mentioned nobody
 */
public record Order(
        RemovalId id,
        String tenant,
        Credential.Key key,
        UserId by,
        Cause cause,
        Optional<Addressee> hears,
        Optional<String> calls,
        Instant at) {

    public AppRef app() {
        return key.app();
    }

    /** No other key has to be there before it goes. */
    Order withoutReplacement() {
        return new Order(id, tenant, key, by, cause.withoutReplacement(), hears, calls, at);
    }

    /** The key has leaked meanwhile: that is what people have to read, and more of them. */
    Order becauseOf(Wish wish) {
        return wish.cause().isLeak()
                ? new Order(
                        id,
                        tenant,
                        key,
                        by,
                        wish.cause(),
                        wish.hears().map(Audience::reads).or(() -> hears),
                        wish.hears().map(Audience::calls).or(() -> calls),
                        at)
                : this;
    }
}
