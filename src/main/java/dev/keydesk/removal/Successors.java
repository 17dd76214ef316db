package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.request.Ticket;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** Knows which keys were renewed here, so that nobody is asked to renew them again. */
@FunctionalInterface
public interface Successors {
    /** Empty if no newer key was handed over in its place, or that one was taken back. */
    Optional<Successor> of(String app, String keyId);

    /** The same for many apps at once, as of now. */
    default Successors among(Collection<String> apps) {
        return this;
    }

    /**
     * The newer key.
     *
     * @param ticket the request that brought it
     * @param by who has it
     * @param since when it was handed over
     * @param keptBy who wants the old one to stay until it ends; nobody is reminded of it then
     */
    record Successor(Ticket ticket, UserId by, Instant since, Optional<UserId> keptBy) {}
}
