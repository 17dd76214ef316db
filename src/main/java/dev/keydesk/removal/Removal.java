package dev.keydesk.removal;

import dev.keydesk.config.UserId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The removal of one key of an app registration, whoever made the key.
 *
 * <pre>
 * Proposed ──▶ Asked ──▶ Scheduled ──▶ BeingRemoved ──▶ Gone
 *   │            ├──▶ BeingRemoved ────────┘    ▲ │
 *   ├────────────┼──▶ Declined                  │ ▼
 *   └────────────┴──▶ Withdrawn ◀──────────── NeedsPerson
 * </pre>
 *
 * A newer key that was handed over proposes the removal of the old one: its team decides, who need
 * ask nobody, so it can go on to Scheduled and BeingRemoved at once. As long as the newer key is
 * relied on, the team can take up again what was declined or withdrawn. A key that disappears by
 * other hands is Gone from wherever its removal stands. A Scheduled one can be withdrawn too. Each
 * state is a record, and its moves are the methods of the state they leave.
 */
public sealed interface Removal {
    RemovalDetails details();

    default RemovalId id() {
        return details().id();
    }

    /** Whether somebody wants the key to go, and it is still there. */
    default boolean isOpen() {
        return switch (this) {
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _ -> true;
            case Proposed _, Declined _, Withdrawn _, Gone _ -> false;
        };
    }

    /** Whether nobody wants the key to go, and its team can still say so. */
    default boolean teamDecides() {
        return switch (this) {
            case Proposed _, Declined _, Withdrawn _ -> details().isRenewed();
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _, Gone _ -> false;
        };
    }

    /** Whether it still concerns the key; of each key there is one such removal at most. */
    default boolean holdsKey() {
        return isOpen() || teamDecides();
    }

    /** The day on which it is wanted or planned; empty for at once, and if it is neither. */
    default Optional<LocalDate> wantedOn() {
        return switch (this) {
            case Asked asked -> asked.on();
            case Scheduled scheduled -> Optional.of(scheduled.day());
            case Proposed _, BeingRemoved _, NeedsPerson _, Declined _, Withdrawn _, Gone _ ->
                    Optional.empty();
        };
    }

    /** Who keeps the key until it expires, or has kept it so long. */
    default Optional<UserId> keptBy() {
        return switch (this) {
            case Declined declined when declined.why().isEmpty() -> Optional.of(declined.by());
            case Gone gone -> gone.keptBy();
            case Proposed _,
                    Asked _,
                    Scheduled _,
                    BeingRemoved _,
                    NeedsPerson _,
                    Declined _,
                    Withdrawn _ ->
                    Optional.empty();
        };
    }

    /** Who let it happen; empty if nobody has, or it will not. */
    default Optional<Permit> permitted() {
        return switch (this) {
            case Scheduled scheduled -> Optional.of(scheduled.permit());
            case BeingRemoved being -> Optional.of(being.permit());
            case NeedsPerson stuck -> Optional.of(stuck.permit());
            case Gone gone -> gone.permit();
            case Proposed _, Asked _, Declined _, Withdrawn _ -> Optional.empty();
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
     * A newer key was handed over in the place of this one, and its team has to say what becomes of
     * it.
     */
    record Proposed(RemovalDetails details) implements Removal {}

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
     * @param why empty if its team keeps it until it expires; an approver gives a reason
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
     * A read has shown that the key is no longer there, or it can no longer be used.
     *
     * @param permit empty if nobody had decided yet
     * @param keptBy who had kept it until it expired
     */
    record Gone(
            RemovalDetails details,
            Optional<Permit> permit,
            How how,
            Instant at,
            Optional<UserId> keptBy)
            implements Removal {
        Gone(RemovalDetails details, Optional<Permit> permit, How how, Instant at) {
            this(details, permit, how, at, Optional.empty());
        }

        /** What is known of its end. */
        public enum How {
            /** Entra accepted our removal. */
            BY_US,
            /** It may have been us, or somebody in the portal. */
            NOT_THERE,
            WITH_ITS_APP,
            /** Nobody wanted it to go before. Entra lists it until somebody removes it. */
            EXPIRED
        }

        /** Whether Entra no longer has it. */
        public boolean leftEntra() {
            return how != How.EXPIRED;
        }
    }

    /** The same with other facts. */
    default Removal with(RemovalDetails now) {
        return switch (this) {
            case Proposed _ -> new Proposed(now);
            case Asked(_, var on, var first) -> new Asked(now, on, first);
            case Scheduled(_, var permit, var day, var due) -> new Scheduled(now, permit, day, due);
            case BeingRemoved(_, var permit, var since, var acceptedAt, var held) ->
                    new BeingRemoved(now, permit, since, acceptedAt, held);
            case NeedsPerson(_, var permit, var why, var since) ->
                    new NeedsPerson(now, permit, why, since);
            case Declined(_, var by, var at, var why) -> new Declined(now, by, at, why);
            case Withdrawn(_, var by, var at, var because) -> new Withdrawn(now, by, at, because);
            case Gone(_, var permit, var how, var at, var keptBy) ->
                    new Gone(now, permit, how, at, keptBy);
        };
    }

    /** The team keeps the key until it expires; nothing if it cannot say so any more. */
    default Optional<Declined> keep(UserId by, Instant at) {
        return teamDecides()
                ? Optional.of(new Declined(details(), by, at, Optional.empty()))
                : Optional.empty();
    }

    /**
     * Nothing signs in with the newer key, so this one is still needed: what begins by itself for
     * the newer one does not. What a person has asked for goes on, and is looked at by persons.
     *
     * @param because why, as a sentence
     */
    default Removal lost(Renewal renewal, Renewal.Lost how, String because, Instant at) {
        var now = details().with(renewal.lost(how));
        boolean isForIt = details().cause().replacedBy().equals(Optional.of(renewal.ticket()));
        return teamDecides() || (this instanceof Scheduled && isForIt)
                ? new Withdrawn(now, renewal.requester(), at, Optional.of(because))
                : with(now);
    }

    /**
     * The newer key that was lost is relied on again, so the team is asked what becomes of this
     * one; what somebody has asked for goes on. Nothing if this one is gone.
     */
    default Optional<Removal> renewedAfterAll(Renewal renewal) {
        var now = details().with(renewal);
        return switch (this) {
            case Proposed _, Declined _, Withdrawn _ -> Optional.of(new Proposed(now));
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _ -> Optional.of(with(now));
            case Gone _ -> Optional.empty();
        };
    }

    /** The key is no longer there; a removal that was over stays as it is. */
    default Optional<Gone> gone(Gone.How how, Instant at) {
        return switch (this) {
            case Asked(var details, _, _) ->
                    Optional.of(new Gone(details, Optional.empty(), how, at));
            case Scheduled(var details, var permit, _, _) -> ended(details, permit, how, at);
            case BeingRemoved(var details, var permit, _, _, _) -> ended(details, permit, how, at);
            case NeedsPerson(var details, var permit, _, _) -> ended(details, permit, how, at);
            case Proposed _, Declined _, Withdrawn _ ->
                    teamDecides()
                            ? Optional.of(new Gone(details(), Optional.empty(), how, at))
                            : Optional.empty();
            case Gone _ -> Optional.empty();
        };
    }

    /** Its time was over before anybody wanted it to go; nothing if somebody does. */
    default Optional<Gone> expired(Instant at) {
        return teamDecides()
                ? Optional.of(new Gone(details(), Optional.empty(), Gone.How.EXPIRED, at, keptBy()))
                : Optional.empty();
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
            case Proposed _, BeingRemoved _, Declined _, Withdrawn _, Gone _ -> Optional.empty();
        };
    }

    private static Optional<Gone> ended(
            RemovalDetails details, Permit permit, Gone.How how, Instant at) {
        return Optional.of(new Gone(details, Optional.of(permit), how, at));
    }
}
