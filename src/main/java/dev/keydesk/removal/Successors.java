package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Knows which secrets were renewed here, so that nobody is asked to renew them again: from the rows
 * ({@link KnownSuccessors}), or for many apps at once from memory ({@link #ofApps}).
 */
@FunctionalInterface
public interface Successors {
    /**
     * Returns the newer secret; empty if none was handed over in its place, or that one was
     * removed.
     */
    Optional<Successor> of(String app, String keyId);

    /** Returns the same for many apps at once, as of now. */
    default Successors ofApps(Collection<String> apps) {
        return this;
    }

    /**
     * The newer secret.
     *
     * @param ticket the request that brought it
     * @param requester who has it
     * @param since when it was handed over
     * @param keptBy who wants the old one to stay until it expires; there are no reminders of it
     *     then
     */
    record Successor(Ticket ticket, UserId requester, Instant since, Optional<UserId> keptBy) {}
}
