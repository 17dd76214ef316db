package dev.keydesk.store;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that all nodes of a database share. Leases and deadlines that one node writes and
 * another one compares use it, so the clocks of their machines may differ.
 */
@FunctionalInterface
public interface DatabaseTime {
    /** Returns the time now. */
    Instant read(Handle sql);

    /** Returns the time of this clock: for a database that serves one node only, and for tests. */
    static DatabaseTime of(InstantSource clock) {
        return _ -> clock.instant();
    }
}
