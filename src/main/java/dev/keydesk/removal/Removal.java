package dev.keydesk.removal;

import dev.keydesk.config.UserId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The removal of one key of an app registration, whoever made the key.
 *
 * <pre>
 * Asked ──▶ Scheduled ──▶ BeingRemoved ──▶ Gone
 *   ├──▶ BeingRemoved ────────┘    ▲ │
 *   ├──▶ Declined                  │ ▼
 *   └──▶ Withdrawn ◀──────────── NeedsPerson
 * </pre>
 *
 * A key that disappears by other hands is Gone from wherever its removal stands. A Scheduled one
 * can be withdrawn too. Each state is a record, and its moves are the methods of the state they
 * leave.
 */
public sealed interface Removal {
    RemovalDetails details();

    default RemovalId id() {
        return details().id();
    }

    /** Whether it still concerns the key; of each key there is one such removal at most. */
    default boolean isOpen() {
        return switch (this) {
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _ -> true;
            case Declined _, Withdrawn _, Gone _ -> false;
        };
    }

    /** Who let it happen; empty if nobody has, or it will not. */
    default Optional<Permit> permitted() {
        return switch (this) {
            case Scheduled scheduled -> Optional.of(scheduled.permit());
            case BeingRemoved being -> Optional.of(being.permit());
            case NeedsPerson stuck -> Optional.of(stuck.permit());
            case Gone gone -> gone.permit();
            case Asked _, Declined _, Withdrawn _ -> Optional.empty();
        };
    }

    /** Who let it happen, also where a second person has still to agree. */
    default Optional<Permit> agreed() {
        return this instanceof Asked asked ? asked.first() : permitted();
    }

    /**
     * Who let it happen.
     *
     * @param because the sentence that allowed it
     */
    record Permit(UserId by, String because, Instant at) {}

    /**
     * Waits for those who decide.
     *
     * @param on the day it is wanted for; empty for at once
     * @param first who let it happen already, if the limit of an hour asks for a second person
     */
    record Asked(RemovalDetails details, Optional<LocalDate> on, Optional<Permit> first)
            implements Removal {
        Asked(RemovalDetails details, Optional<LocalDate> on) {
            this(details, on, Optional.empty());
        }

        /** So many were removed within an hour that a second person has to let it happen too. */
        public Asked needsSecond(Permit permit) {
            return new Asked(details, on, Optional.of(permit));
        }

        /**
         * It may happen, unless a second person has to agree; nothing if that one was the first.
         *
         * @param due the hour of its day, if it has one that is still to come
         * @param limited whether so many were removed within an hour that it takes two
         */
        public Optional<Removal> approve(Permit permit, Optional<Instant> due, boolean limited) {
            if (isFirst(permit.by())) {
                return Optional.empty();
            }
            return Optional.of(limited && first.isEmpty() ? needsSecond(permit) : let(permit, due));
        }

        private Removal let(Permit permit, Optional<Instant> due) {
            return due.<Removal>map(when -> new Scheduled(details, permit, on.orElseThrow(), when))
                    .orElseGet(() -> BeingRemoved.begun(details, permit, permit.at()));
        }

        /** Whether that person let it happen already; nobody is the second beside themselves. */
        boolean isFirst(UserId who) {
            return first.filter(permit -> permit.by().equals(who)).isPresent();
        }

        private Optional<Removal> sooner(
                RemovalRequest removalRequest, Permit permit, boolean limited) {
            var now = new Asked(details.becauseOf(removalRequest), Optional.empty(), first);
            boolean isNews = removalRequest.cause().isLeak() && !details.cause().isLeak();
            return now.approve(permit, Optional.empty(), limited)
                    .or(() -> isNews ? Optional.of(now) : Optional.empty());
        }

        public Declined decline(UserId by, Instant at, String why) {
            return new Declined(details, by, at, Optional.of(why));
        }

        public Withdrawn withdraw(UserId by, Instant at) {
            return new Withdrawn(details, by, at);
        }
    }

    /**
     * Begins by itself.
     *
     * @param day in the desk's time zone
     * @param due the moment on that day
     */
    record Scheduled(RemovalDetails details, Permit permit, LocalDate day, Instant due)
            implements Removal {
        public BeingRemoved begin(Instant at) {
            return BeingRemoved.begun(details, permit, at);
        }

        public Withdrawn withdraw(UserId by, Instant at) {
            return new Withdrawn(details, by, at);
        }

        /** The reason for it is no longer so; the person is the one whom that concerns. */
        public Withdrawn calledOff(UserId concerned, String because, Instant at) {
            return new Withdrawn(details, concerned, at, Optional.of(because));
        }

        /**
         * The desk goes on from a backup and does not know whether somebody has called it off, or
         * the key that was to take its place is not there.
         */
        public NeedsPerson unsure(String why, Instant at) {
            return new NeedsPerson(details, permit, why, at);
        }
    }

    /**
     * Entra is asked until it agrees, which a read has to show.
     *
     * @param acceptedAt when Entra accepted it last
     * @param held why the operators have stopped removals, while they have
     */
    record BeingRemoved(
            RemovalDetails details,
            Permit permit,
            Instant since,
            Optional<Instant> acceptedAt,
            Optional<String> held)
            implements Removal {
        static BeingRemoved begun(RemovalDetails details, Permit permit, Instant at) {
            return new BeingRemoved(details, permit, at, Optional.empty(), Optional.empty());
        }

        public BeingRemoved accepted(Instant at) {
            return new BeingRemoved(details, permit, since, Optional.of(at), Optional.empty());
        }

        public BeingRemoved heldBecause(String why) {
            return new BeingRemoved(details, permit, since, acceptedAt, Optional.of(why));
        }

        /** Its time begins anew: while it was held, nobody asked Entra. */
        public BeingRemoved released(Instant at) {
            return new BeingRemoved(details, permit, at, acceptedAt, Optional.empty());
        }

        public NeedsPerson stuck(String why, Instant at) {
            return new NeedsPerson(details, permit, why, at);
        }
    }

    /** Entra does not remove it; whoever let it happen looks at it. */
    record NeedsPerson(RemovalDetails details, Permit permit, String why, Instant since)
            implements Removal {
        public BeingRemoved tryAgain(Instant at) {
            return BeingRemoved.begun(details, permit, at);
        }

        /** The same although the key that was to take its place is not there, as people know. */
        public BeingRemoved tryAgainAllTheSame(Instant at) {
            return BeingRemoved.begun(details.withoutReplacement(), permit, at);
        }

        public Withdrawn withdraw(UserId by, Instant at) {
            return new Withdrawn(details, by, at);
        }
    }

    /**
     * Somebody who decides wants the key to stay.
     *
     * @param why empty if it was declined in a time when nobody was asked for a reason
     */
    record Declined(RemovalDetails details, UserId by, Instant at, Optional<String> why)
            implements Removal {}

    /**
     * It was called off, and the key stays.
     *
     * @param because why the desk itself did so; empty if that person did
     */
    record Withdrawn(RemovalDetails details, UserId by, Instant at, Optional<String> because)
            implements Removal {
        Withdrawn(RemovalDetails details, UserId by, Instant at) {
            this(details, by, at, Optional.empty());
        }
    }

    /**
     * A read has shown that the key is no longer there.
     *
     * @param permit empty if nobody had decided yet
     */
    record Gone(RemovalDetails details, Optional<Permit> permit, How how, Instant at)
            implements Removal {

        /** What is known of its end. */
        public enum How {
            /** Entra accepted our removal. */
            BY_US,
            /** It may have been us, or somebody in the portal. */
            NOT_THERE,
            WITH_ITS_APP
        }
    }

    /** The key is no longer there; a removal that was over stays as it is. */
    default Optional<Gone> gone(Gone.How how, Instant at) {
        return switch (this) {
            case Asked(var details, _, _) ->
                    Optional.of(new Gone(details, Optional.empty(), how, at));
            case Scheduled(var details, var permit, _, _) -> ended(details, permit, how, at);
            case BeingRemoved(var details, var permit, _, _, _) -> ended(details, permit, how, at);
            case NeedsPerson(var details, var permit, _, _) -> ended(details, permit, how, at);
            case Declined _, Withdrawn _, Gone _ -> Optional.empty();
        };
    }

    /**
     * It cannot wait any longer; nothing if it is under way or over. What somebody has let happen
     * before was counted then.
     *
     * @param limited whether so many were removed within an hour that it takes two
     */
    default Optional<Removal> hurry(RemovalRequest removalRequest, Permit permit, boolean limited) {
        return switch (this) {
            case Asked asked -> asked.sooner(removalRequest, permit, limited);
            case Scheduled _, NeedsPerson _ ->
                    Optional.of(
                            BeingRemoved.begun(
                                    details().becauseOf(removalRequest), permit, permit.at()));
            case BeingRemoved _, Declined _, Withdrawn _, Gone _ -> Optional.empty();
        };
    }

    private static Optional<Gone> ended(
            RemovalDetails details, Permit permit, Gone.How how, Instant at) {
        return Optional.of(new Gone(details, Optional.of(permit), how, at));
    }
}
