package dev.keydesk.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * This machine's clock, corrected by the time of the database. Jobs, heartbeats and deadlines use
 * it, because one node stores them and another one acts on them: nodes whose clocks differ by
 * minutes would otherwise take each other for dead.
 */
public final class NodeClock implements InstantSource {
    private static final Logger log = LoggerFactory.getLogger(NodeClock.class);

    /** A smaller difference may be network delay, and a clock should not jump back and forth. */
    private static final Duration TOO_LITTLE = Duration.ofMillis(250);

    /** A smaller difference needs nobody's attention. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(30);

    private final Db db;
    private final InstantSource machine;
    private final DatabaseTime database;
    private volatile Duration behind = Duration.ZERO;

    /**
     * Compares the clocks once.
     *
     * @param machine this machine's own clock
     */
    public NodeClock(Db db, InstantSource machine, DatabaseTime database) {
        this.db = db;
        this.machine = machine;
        this.database = database;
        compare();
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(behind);
    }

    /** Compares again; called regularly, because a clock can be set while Keydesk runs. */
    public void compare() {
        var before = machine.instant();
        var shared = db.read(database::read);
        var after = machine.instant();
        var middle = before.plus(Duration.between(before, after).dividedBy(2));
        var now = Duration.between(middle, shared);
        if (now.minus(behind).abs().compareTo(TOO_LITTLE) > 0) {
            tell(now);
            behind = now;
        }
    }

    private void tell(Duration now) {
        if (now.abs().compareTo(WORTH_TELLING) > 0) {
            log.warn(
                    "this machine's clock is {} s {} the database's; the desk goes by the"
                            + " database's",
                    now.abs().toSeconds(),
                    now.isNegative() ? "ahead of" : "behind");
        } else if (behind.abs().compareTo(WORTH_TELLING) > 0) {
            log.info("this machine's clock agrees with the database's again");
        }
    }
}
