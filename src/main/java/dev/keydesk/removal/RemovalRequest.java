package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;

import java.util.Optional;

/**
 * Somebody wants a key to be removed.
 *
 * @param key as a scan, or a read of Entra, has shown it
 * @param hears who is told besides those who decide and the person who asks
 */
public record RemovalRequest(
        Credential.Key key, UserId by, RemovalCause cause, Optional<NoticeRecipients> hears) {
    public RemovalRequest(Credential.Key key, UserId by, RemovalCause cause) {
        this(key, by, cause, Optional.empty());
    }
}
