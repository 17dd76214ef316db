package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/**
 * Somebody wants a key to be removed.
 *
 * @param key as a scan, or a read of Entra, has shown it
 * @param hears who is told besides those who decide and the person who asks
 * @param judged the removal of that key as it was when somebody decided; another one by then is not
 *     overruled. Empty if it does not matter what others have decided.
 */
public record RemovalRequest(
        Credential.Key key,
        UserId by,
        RemovalCause cause,
        Optional<NoticeRecipients> hears,
        Optional<Versioned<Removal>> judged) {
    public RemovalRequest(Credential.Key key, UserId by, RemovalCause cause) {
        this(key, by, cause, Optional.empty(), Optional.empty());
    }

    /** Whether the removal has moved since somebody decided on it. */
    boolean isOutdated(Versioned<Removal> now) {
        return judged.filter(it -> it.state().id().equals(now.state().id()))
                .filter(it -> it.version() != now.version())
                .isPresent();
    }
}
