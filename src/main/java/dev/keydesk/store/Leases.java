package dev.keydesk.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Whose turn it is with something that only one may touch at a time, across all nodes: the keys of
 * one app registration, one message in Slack.
 *
 * <p>A turn is a lease in a row, never a held transaction, so whoever dies with it loses it at a
 * known time, by the clock of the database. A turn given back can keep the next one away for a
 * while.
 */
public final class Leases {
    /**
     * No turn is taken for longer at once. The jobs of a node that is killed are another node's
     * within 49 seconds, and find what it held free a second later at the latest. Work that lasts
     * longer keeps its turn as it goes on.
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
     * Leases that run by the time of the database.
     *
     * @param clock what those go by who wait for a turn
     */
    public Leases(DatabaseTime time, InstantSource clock) {
        this.time = time;
        this.clock = clock;
    }

    /**
     * The name of one use, and of no other: whoever comes back after losing the turn must not give
     * away that of the next one.
     */
    public static String holder(String what) {
        return what + " " + UUID.randomUUID();
    }

    /**
     * Takes the turn, if nobody has it and the distance is kept.
     *
     * @param holder names this very use of the turn: a ticket and an attempt, or {@link #holder}
     * @param lease after this the turn is lost, whatever its holder is doing; {@link #LONGEST} at
     *     most
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
     * Holds on to the turn for longer; also one whose time was over, as long as nobody else took
     * it.
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
     * Ends the turns of whoever has them, for those who know that no holder lives any more.
     *
     * @param prefix how the names of these turns begin
     * @param distance for that long nobody gets them
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
     * Gives the turn back; harmless if it was lost meanwhile.
     *
     * @param distance for that long nobody gets the turn; with none, a clock that was set back
     *     keeps nobody from it
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

    /** Every hour: a turn that nobody has needs no row. */
    public void forgetFree(Tx tx) {
        tx.sql().createUpdate(FORGET).bind("now", time.read(tx.sql()).toEpochMilli()).execute();
    }

    /** When the turn can be had at the earliest, by the clock of this node. */
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
