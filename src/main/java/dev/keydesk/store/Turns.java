package dev.keydesk.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Whose turn it is with something that only one may touch at a time, across all nodes: the keys of
 * one app registration, one message in Slack.
 *
 * <p>A turn is a lease in a row, never a held transaction, so whoever dies with it loses it at a
 * known time. A turn given back can keep the next one away for a while.
 */
public final class Turns {
    private static final String TAKE =
            """
            insert into turn (name, holder, until, not_before)
            values (:name, :holder, :until, 0)
                on conflict (name) do update
                set holder = :holder, until = :until, not_before = 0
              where turn.until <= :now and turn.not_before <= :now
            """;

    private static final String KEEP =
            """
            update turn set until = :until where name = :name and holder = :holder
            """;

    private static final String END =
            """
            update turn set until = 0, not_before = 0 where name = :name
            """;

    private static final String GIVE_BACK =
            """
            update turn
               set until = 0, not_before = :not_before
             where name = :name and holder = :holder
            """;

    private static final String FREE_AT =
            """
            select case when until > not_before then until else not_before end
              from turn
             where name = :name
            """;

    private final InstantSource clock;

    public Turns(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Takes the turn, if nobody has it and the distance is kept.
     *
     * @param holder names this very use of the turn, such as a ticket and an attempt
     * @param lease after this the turn is lost, whatever its holder is doing
     */
    public boolean take(Tx tx, String name, String holder, Duration lease) {
        var now = clock.instant();
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
        return tx.sql()
                        .createUpdate(KEEP)
                        .bind("name", name)
                        .bind("holder", holder)
                        .bind("until", clock.instant().plus(lease).toEpochMilli())
                        .execute()
                == 1;
    }

    /** Ends the turn of whoever has it, for those who know that its holder is no more. */
    public void end(Tx tx, String name) {
        tx.sql().createUpdate(END).bind("name", name).execute();
    }

    /**
     * Gives the turn back; harmless if it was lost meanwhile.
     *
     * @param distance for that long nobody gets the turn; with none, a clock that was set back
     *     keeps nobody from it
     */
    public void giveBack(Tx tx, String name, String holder, Duration distance) {
        var notBefore = distance.isZero() ? Instant.EPOCH : clock.instant().plus(distance);
        tx.sql()
                .createUpdate(GIVE_BACK)
                .bind("name", name)
                .bind("holder", holder)
                .bind("not_before", notBefore.toEpochMilli())
                .execute();
    }

    /** When the turn can be had at the earliest, as far as is known now. */
    public Instant freeAt(Tx tx, String name) {
        var free =
                tx.sql()
                        .createQuery(FREE_AT)
                        .bind("name", name)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L);
        var soonest = clock.instant().plusMillis(1);
        var stored = Instant.ofEpochMilli(free);
        return stored.isAfter(soonest) ? stored : soonest;
    }
}
