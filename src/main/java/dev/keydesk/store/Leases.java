package dev.keydesk.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Leases on things that only one node may touch at a time, such as the credentials of one app
 * registration or one message in Slack.
 *
 * <p>A lease is a row, never a held transaction, so if its holder dies it ends at a known time, by
 * the clock of the database. A released lease can keep others away for a while longer.
 */
public final class Leases {
    /**
     * The longest lease. The jobs of a killed node move to another node within 49 seconds, which
     * finds the leases free a second later at the latest. Work that takes longer extends its lease.
     */
    public static final Duration LONGEST = Duration.ofSeconds(50);

    private static final String TAKE =
            """
            insert into lease (name, holder, until, not_before)
            values (:name, :holder, :until, 0)
                on conflict (name) do update
                set holder = :holder, until = :until, not_before = 0
              where lease.until <= :now and lease.not_before <= :now
            """;

    private static final String KEEP =
            """
            update lease set until = :until where name = :name and holder = :holder
            """;

    private static final String END_ALL =
            """
            update lease
               set until = 0,
                   not_before = case when not_before > :not_before then not_before
                                     else :not_before end
             where until > 0 and substr(name, 1, length(:prefix)) = :prefix
            """;

    private static final String GIVE_BACK =
            """
            update lease
               set until = 0, not_before = :not_before
             where name = :name and holder = :holder
            """;

    private static final String FORGET =
            """
            delete from lease where until <= :now and not_before <= :now
            """;

    private static final String FREE_AT =
            """
            select case when until > not_before then until else not_before end
              from lease
             where name = :name
            """;

    private final DatabaseTime time;
    private final InstantSource clock;

    /**
     * Creates leases that end by the time of the database.
     *
     * @param clock the clock of those who wait for a lease
     */
    public Leases(DatabaseTime time, InstantSource clock) {
        this.time = time;
        this.clock = clock;
    }

    /**
     * Returns a unique name for one use of a lease: a holder that lost its lease must not release
     * the one of the next holder.
     */
    public static String holder(String what) {
        return what + " " + UUID.randomUUID();
    }

    /**
     * Takes the lease if it is free and the distance is over.
     *
     * @param holder names this use of the lease: a ticket and an attempt, or {@link #holder}
     * @param lease how long it lasts, whatever the holder does; at most {@link #LONGEST}
     * @return whether the lease was taken
     */
    public boolean take(Tx tx, String name, String holder, Duration lease) {
        refuseTooLong(lease);
        var now = time.read(tx.sql());
        return tx.sql()
                        .createUpdate(TAKE)
                        .bind("name", name)
                        .bind("holder", holder)
                        .bind("until", now.plus(lease).toEpochMilli())
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1;
    }

    /**
     * Extends the lease, even an expired one that nobody else has taken.
     *
     * @param lease from now on
     * @return false if somebody else has it
     */
    public boolean keep(Tx tx, String name, String holder, Duration lease) {
        refuseTooLong(lease);
        return tx.sql()
                        .createUpdate(KEEP)
                        .bind("name", name)
                        .bind("holder", holder)
                        .bind("until", time.read(tx.sql()).plus(lease).toEpochMilli())
                        .execute()
                == 1;
    }

    private static void refuseTooLong(Duration lease) {
        if (lease.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a turn of %s is too long".formatted(lease));
        }
    }

    /**
     * Ends the leases of all holders, when it is known that none of them lives.
     *
     * @param prefix the start of the names of these leases
     * @param distance how long nobody can take them
     */
    public void endAll(Tx tx, String prefix, Duration distance) {
        var notBefore = distance.isZero() ? Instant.EPOCH : time.read(tx.sql()).plus(distance);
        tx.sql()
                .createUpdate(END_ALL)
                .bind("prefix", prefix)
                .bind("not_before", notBefore.toEpochMilli())
                .execute();
    }

    /**
     * Releases the lease; does nothing if it was lost.
     *
     * @param distance how long nobody can take it; with zero, a clock that was set back keeps
     *     nobody from it
     */
    public void giveBack(Tx tx, String name, String holder, Duration distance) {
        var notBefore = distance.isZero() ? Instant.EPOCH : time.read(tx.sql()).plus(distance);
        tx.sql()
                .createUpdate(GIVE_BACK)
                .bind("name", name)
                .bind("holder", holder)
                .bind("not_before", notBefore.toEpochMilli())
                .execute();
    }

    /** Deletes the rows of free leases; called every hour. */
    public void forgetFree(Tx tx) {
        tx.sql().createUpdate(FORGET).bind("now", time.read(tx.sql()).toEpochMilli()).execute();
    }

    /** Returns when the lease can be taken at the earliest, by the clock of this node. */
    public Instant freeAt(Tx tx, String name) {
        var free =
                tx.sql()
                        .createQuery(FREE_AT)
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L);
        long left = Math.max(1, free - time.read(tx.sql()).toEpochMilli());
        return clock.instant().plusMillis(left);
    }
}
