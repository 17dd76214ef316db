package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.expiry.Credential;
import dev.keydesk.workflow.Versioned;

import java.util.Optional;

/**
 * A person's request to remove a credential.
 *
 * @param credential as a scan, or a read of Entra, has shown it
 * @param listener who is told besides the approvers and the person who asks
 * @param judged the removal of that secret as it was when the person decided; a different one by
 *     then is not overruled. Empty if it does not matter what others have decided
 */
public record RemovalRequest(
        Credential.Key credential,
        UserId requestedBy,
        RemovalCause cause,
        Optional<NoticeRecipients> listener,
        Optional<Versioned<Removal>> judged) {
    /** Tells nobody else. */
    public RemovalRequest(Credential.Key credential, UserId requestedBy, RemovalCause cause) {
        this(credential, requestedBy, cause, Optional.empty(), Optional.empty());
    }

    /** Returns whether the removal has changed since the person decided. */
    boolean isOutdated(Versioned<Removal> now) {
        return judged.filter(it -> it.state().id().equals(now.state().id()))
                .filter(it -> it.version() != now.version())
                .isPresent();
    }
}
