package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.livemessages.Recipient;
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
public record RemovalDetails(
        RemovalId id,
        String tenant,
        Credential.Key key,
        UserId by,
        RemovalCause cause,
        Optional<Recipient> hears,
        Optional<String> calls,
        Instant at) {

    public AppRef app() {
        return key.app();
    }

    /** No other key has to be there before it goes. */
    RemovalDetails withoutReplacement() {
        return new RemovalDetails(
                id, tenant, key, by, cause.withoutReplacement(), hears, calls, at);
    }

    /** The key has leaked meanwhile: that is what people have to read, and more of them. */
    RemovalDetails becauseOf(RemovalRequest removalRequest) {
        return removalRequest.cause().isLeak()
                ? new RemovalDetails(
                        id,
                        tenant,
                        key,
                        by,
                        removalRequest.cause(),
                        removalRequest.hears().map(NoticeRecipients::reads).or(() -> hears),
                        removalRequest.hears().map(NoticeRecipients::calls).or(() -> calls),
                        at)
                : this;
    }
}
