package dev.keydesk.store;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The time that all nodes of one database share. Leases and deadlines that one node writes and
 * another one compares go by it, so it does not matter how far the clocks of their machines differ.
 */
@FunctionalInterface
public interface DatabaseTime {
    Instant read(Handle sql);

    /** Of a database that serves one node only, and of a server that a test stands in for. */
    static DatabaseTime of(InstantSource clock) {
        return _ -> clock.instant();
    }
}
