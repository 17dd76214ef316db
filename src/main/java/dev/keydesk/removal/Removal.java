package dev.keydesk.removal;

import dev.keydesk.config.UserId;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The removal of one credential of an app registration, whoever made it.
 *
 * <pre>
 * Proposed ──▶ Asked ──▶ Scheduled ──▶ BeingRemoved ──▶ Gone
 *   │            ├──▶ BeingRemoved ────────┘    ▲ │
 *   ├────────────┼──▶ Declined                  │ ▼
 *   └────────────┴──▶ Withdrawn ◀──────────── NeedsPerson
 * </pre>
 *
 * The hand-over of a newer secret proposes the removal of the old one. Its team decides and need
 * not ask approvers, so it can go directly to Scheduled and BeingRemoved. As long as the newer
 * secret is relied on, the team can take up again what was declined or withdrawn. A secret that
 * somebody removes by other means becomes Gone from any state. A Scheduled removal can be withdrawn
 * too. Each state is a record, and its transitions are methods of that record, so a wrong
 * transition does not compile.
 */
public sealed interface Removal {
    RemovalDetails details();

    /** Returns the id of the removal. */
    default RemovalId id() {
        return details().id();
    }

    /** Returns whether somebody wants the secret removed and it still exists. */
    default boolean isOpen() {
        return switch (this) {
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _ -> true;
            case Proposed _, Declined _, Withdrawn _, Gone _ -> false;
        };
    }

    /** Returns whether nobody wants the secret removed, and its team can still decide that. */
    default boolean teamDecides() {
        return switch (this) {
            case Proposed _, Declined _, Withdrawn _ -> details().isRenewed();
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _, Gone _ -> false;
        };
    }

    /** Returns whether it still concerns the secret; each secret has at most one such removal. */
    default boolean holdsKey() {
        return isOpen() || teamDecides();
    }

    /**
     * Returns the day for which it is requested or planned; empty for an immediate removal, and for
     * none.
     */
    default Optional<LocalDate> wantedOn() {
        return switch (this) {
            case Asked asked -> asked.requestedDay();
            case Scheduled scheduled -> Optional.of(scheduled.day());
            case Proposed _, BeingRemoved _, NeedsPerson _, Declined _, Withdrawn _, Gone _ ->
                    Optional.empty();
        };
    }

    /** Returns who keeps the secret until it expires, or has kept it so long. */
    default Optional<UserId> keptBy() {
        return switch (this) {
            case Declined declined when declined.reason().isEmpty() ->
                    Optional.of(declined.declinedBy());
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

    /** Returns who permitted it; empty if nobody has, or it will not happen. */
    default Optional<Permit> permitted() {
        return switch (this) {
            case Scheduled scheduled -> Optional.of(scheduled.permit());
            case BeingRemoved being -> Optional.of(being.permit());
            case NeedsPerson stuck -> Optional.of(stuck.permit());
            case Gone gone -> gone.permit();
            case Proposed _, Asked _, Declined _, Withdrawn _ -> Optional.empty();
        };
    }

    /** Returns who permitted it, even if a second person must still agree. */
    default Optional<Permit> agreed() {
        return this instanceof Asked asked ? asked.firstPermit() : permitted();
    }

    /**
     * A person's permission.
     *
     * @param permittedBecause the sentence that allowed it
     */
    record Permit(UserId approver, String permittedBecause, Instant approvedAt) {}

    /**
     * A newer secret was handed over in place of this one, and its team has to decide what happens
     * to the old one.
     */
    record Proposed(RemovalDetails details) implements Removal {}

    /**
     * Waits for an approver.
     *
     * @param requestedDay the requested day; empty for an immediate removal
     * @param firstPermit who has permitted it already, if the hourly limit requires a second person
     */
    record Asked(
            RemovalDetails details, Optional<LocalDate> requestedDay, Optional<Permit> firstPermit)
            implements Removal {
        Asked(RemovalDetails details, Optional<LocalDate> requestedDay) {
            this(details, requestedDay, Optional.empty());
        }

        /** The hourly limit is reached, so a second person has to agree. */
        public Asked needsSecond(Permit permit) {
            return new Asked(details, requestedDay, Optional.of(permit));
        }

        /**
         * Approves it; returns empty if a second person has to agree and this is the first one.
         *
         * @param due the hour of its day, if that is in the future
         * @param limited whether the hourly limit requires two people
         */
        public Optional<Removal> approve(Permit permit, Optional<Instant> due, boolean limited) {
            if (isFirst(permit.approver())) {
                return Optional.empty();
            }
            return Optional.of(
                    limited && firstPermit.isEmpty() ? needsSecond(permit) : let(permit, due));
        }

        private Removal let(Permit permit, Optional<Instant> due) {
            return due.<Removal>map(when ->
                            new Scheduled(details, permit, requestedDay.orElseThrow(), when))
                    .orElseGet(() -> BeingRemoved.begun(details, permit, permit.approvedAt()));
        }

        /** Returns whether this person has permitted it already; nobody can be both. */
        boolean isFirst(UserId who) {
            return firstPermit.filter(permit -> permit.approver().equals(who)).isPresent();
        }

        private Optional<Removal> sooner(
                RemovalRequest removalRequest, Permit permit, boolean limited) {
            var now = new Asked(details.becauseOf(removalRequest), Optional.empty(), firstPermit);
            boolean isNews = removalRequest.cause().isLeak() && !details.cause().isLeak();
            return now.approve(permit, Optional.empty(), limited)
                    .or(() -> isNews ? Optional.of(now) : Optional.empty());
        }

        /** An approver declines it. */
        public Declined decline(UserId by, Instant at, String why) {
            return new Declined(details, by, at, Optional.of(why));
        }

        /** It is withdrawn. */
        public Withdrawn withdraw(UserId by, Instant at) {
            return new Withdrawn(details, by, at);
        }
    }

    /**
     * Starts by itself on its day.
     *
     * @param day in Keydesk's time zone
     * @param dueAt the moment on that day
     */
    record Scheduled(RemovalDetails details, Permit permit, LocalDate day, Instant dueAt)
            implements Removal {
        /** The removal starts. */
        public BeingRemoved begin(Instant at) {
            return BeingRemoved.begun(details, permit, at);
        }

        /** It is withdrawn. */
        public Withdrawn withdraw(UserId by, Instant at) {
            return new Withdrawn(details, by, at);
        }

        /**
         * After a restored backup Keydesk does not know whether somebody has withdrawn it, or the
         * secret that should replace it does not exist.
         */
        public NeedsPerson unsure(String why, Instant at) {
            return new NeedsPerson(details, permit, why, at);
        }
    }

    /**
     * Entra is asked until reads show that the secret is gone.
     *
     * @param acceptedAt when Entra last accepted the removal
     * @param heldReason why the operators have stopped removals, while they have
     */
    record BeingRemoved(
            RemovalDetails details,
            Permit permit,
            Instant since,
            Optional<Instant> acceptedAt,
            Optional<String> heldReason)
            implements Removal {
        static BeingRemoved begun(RemovalDetails details, Permit permit, Instant at) {
            return new BeingRemoved(details, permit, at, Optional.empty(), Optional.empty());
        }

        /** Entra has accepted the removal. */
        public BeingRemoved accepted(Instant at) {
            return new BeingRemoved(details, permit, since, Optional.of(at), Optional.empty());
        }

        /** The operators have stopped removals. */
        public BeingRemoved heldBecause(String why) {
            return new BeingRemoved(details, permit, since, acceptedAt, Optional.of(why));
        }

        /**
         * Removals are allowed again. The time limit starts again, because Entra was not asked
         * meanwhile.
         */
        public BeingRemoved released(Instant at) {
            return new BeingRemoved(details, permit, at, acceptedAt, Optional.empty());
        }

        /** Entra does not remove it. */
        public NeedsPerson stuck(String why, Instant at) {
            return new NeedsPerson(details, permit, why, at);
        }
    }

    /** Entra does not remove it; the person who permitted it looks at it. */
    record NeedsPerson(RemovalDetails details, Permit permit, String reason, Instant since)
            implements Removal {
        /** The person tries again. */
        public BeingRemoved tryAgain(Instant at) {
            return BeingRemoved.begun(details, permit, at);
        }

        /** The same although the secret that should replace it does not exist, as people know. */
        public BeingRemoved tryAgainAllTheSame(Instant at) {
            return BeingRemoved.begun(details.withoutReplacement(), permit, at);
        }

        /** It is withdrawn. */
        public Withdrawn withdraw(UserId by, Instant at) {
            return new Withdrawn(details, by, at);
        }
    }

    /**
     * Somebody decided that the secret stays.
     *
     * @param reason empty if its team keeps it until it expires; an approver gives a reason
     */
    record Declined(
            RemovalDetails details, UserId declinedBy, Instant declinedAt, Optional<String> reason)
            implements Removal {}

    /**
     * It was withdrawn, and the secret stays.
     *
     * @param reason why Keydesk itself withdrew it; empty if that person did
     */
    record Withdrawn(
            RemovalDetails details,
            UserId withdrawnBy,
            Instant withdrawnAt,
            Optional<String> reason)
            implements Removal {
        Withdrawn(RemovalDetails details, UserId withdrawnBy, Instant withdrawnAt) {
            this(details, withdrawnBy, withdrawnAt, Optional.empty());
        }
    }

    /**
     * Reads have shown that the secret no longer exists, or it has expired.
     *
     * @param permit empty if nobody had decided yet
     * @param keptBy who had kept it until it expired
     */
    record Gone(
            RemovalDetails details,
            Optional<Permit> permit,
            How how,
            Instant goneAt,
            Optional<UserId> keptBy)
            implements Removal {
        Gone(RemovalDetails details, Optional<Permit> permit, How how, Instant goneAt) {
            this(details, permit, how, goneAt, Optional.empty());
        }

        /** How it ended, as far as is known. */
        public enum How {
            /** Entra accepted Keydesk's removal. */
            BY_US,
            /** Keydesk may have removed it, or somebody in the portal. */
            NOT_THERE,
            WITH_ITS_APP,
            /** Nobody wanted it removed before. Entra lists it until somebody removes it. */
            EXPIRED
        }

        /** Returns whether Entra no longer has it. */
        public boolean leftEntra() {
            return how != How.EXPIRED;
        }
    }

    /** Returns the same state with other details. */
    default Removal withDetails(RemovalDetails now) {
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

    /** The team keeps the secret until it expires; empty if it can no longer decide that. */
    default Optional<Declined> keep(UserId by, Instant at) {
        return teamDecides()
                ? Optional.of(new Declined(details(), by, at, Optional.empty()))
                : Optional.empty();
    }

    /**
     * The newer secret is lost, so this one is still needed: what Keydesk started for the newer one
     * is cancelled. What a person has asked for continues, and people look at it.
     *
     * @param because the reason, as a sentence
     */
    default Removal lost(Renewal renewal, Renewal.Lost how, String because, Instant at) {
        var now = details().withRenewal(renewal.lost(how));
        boolean isForIt = details().cause().replacedBy().equals(Optional.of(renewal.ticket()));
        return teamDecides() || (this instanceof Scheduled && isForIt)
                ? new Withdrawn(now, renewal.requester(), at, Optional.of(because))
                : withDetails(now);
    }

    /**
     * The newer secret that was lost is relied on again, so the team is asked what happens to this
     * one; what somebody has asked for continues. Empty if this one is gone.
     */
    default Optional<Removal> renewedAfterAll(Renewal renewal) {
        var now = details().withRenewal(renewal);
        return switch (this) {
            case Proposed _, Declined _, Withdrawn _ -> Optional.of(new Proposed(now));
            case Asked _, Scheduled _, BeingRemoved _, NeedsPerson _ ->
                    Optional.of(withDetails(now));
            case Gone _ -> Optional.empty();
        };
    }

    /** The secret no longer exists; a removal that has ended stays as it is. */
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

    /** It expired before anybody wanted it removed; empty if somebody does. */
    default Optional<Gone> expired(Instant at) {
        return teamDecides()
                ? Optional.of(new Gone(details(), Optional.empty(), Gone.How.EXPIRED, at, keptBy()))
                : Optional.empty();
    }

    /**
     * It cannot wait any longer; empty if it is in progress or has ended. An earlier permission was
     * counted at its time.
     *
     * @param limited whether the hourly limit requires two people
     */
    default Optional<Removal> hurry(RemovalRequest removalRequest, Permit permit, boolean limited) {
        return switch (this) {
            case Asked asked -> asked.sooner(removalRequest, permit, limited);
            case Scheduled _, NeedsPerson _ ->
                    Optional.of(
                            BeingRemoved.begun(
                                    details().becauseOf(removalRequest),
                                    permit,
                                    permit.approvedAt()));
            case Proposed _, BeingRemoved _, Declined _, Withdrawn _, Gone _ -> Optional.empty();
        };
    }

    private static Optional<Gone> ended(
            RemovalDetails details, Permit permit, Gone.How how, Instant at) {
        return Optional.of(new Gone(details, Optional.of(permit), how, at));
    }
}
