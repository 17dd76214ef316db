package dev.keydesk.livemessages;

import dev.keydesk.jobs.Job;
import dev.keydesk.jobs.RescheduleException;
import dev.keydesk.store.Db;
import dev.keydesk.store.Leases;
import dev.keydesk.store.Tx;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The lease on the messages of one subject while they are sent. */
final class SubjectLease {
    private static final Duration SOON = Duration.ofSeconds(1);

    /** Posting one message takes at most two calls of ten seconds each. */
    private static final Duration KEPT_AFTER = Leases.LONGEST.dividedBy(2);

    private final Db db;
    private final Leases leases;
    private final InstantSource clock;
    private final String name;
    private final String holder;
    private Instant since;

    SubjectLease(Db db, Leases leases, InstantSource clock, Job job) {
        this.db = db;
        this.leases = leases;
        this.clock = clock;
        this.name = "message:" + job.subject();
        this.holder = Leases.holder("refresh");
        this.since = clock.instant();
    }

    /**
     * Takes the lease.
     *
     * @throws RescheduleException if another node has it
     */
    void take() {
        since = clock.instant();
        db.write(tx ->
                        leases.take(tx, name, holder, Leases.LONGEST)
                                ? Optional.<Instant>empty()
                                : Optional.of(leases.freeAt(tx, name)))
                .ifPresent(free -> {
                    var soon = clock.instant().plus(SOON);
                    throw new RescheduleException(free.isBefore(soon) ? free : soon);
                });
    }

    /**
     * Extends the lease if much of its time has passed.
     *
     * @throws RescheduleException if another node has taken it meanwhile
     */
    void keep() {
        var now = clock.instant();
        if (now.isBefore(since.plus(KEPT_AFTER))) {
            return;
        }
        since = now;
        if (!db.write(tx -> leases.keep(tx, name, holder, Leases.LONGEST))) {
            throw new RescheduleException(now.plus(SOON));
        }
    }

    void giveBack(Tx tx) {
        leases.giveBack(tx, name, holder, Duration.ZERO);
    }
}
