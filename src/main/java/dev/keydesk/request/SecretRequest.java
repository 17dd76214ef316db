package dev.keydesk.request;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request for a client secret, from the form to its end.
 *
 * <pre>
 * Waiting ──▶ Approved ──▶ Minting ──▶ HandedOver ──▶ Done
 *    ├──▶ Denied    ▲  │ ▲      │ └──▶ Doubtful ─┐  │        │
 *    ├──▶ Withdrawn │  │ └──────┘ Entra refused  │  ▼        ▼
 *    └──▶ Lapsed    │  ├──▶ Withdrawn            │ TakingBack ──▶ Revoked
 *                   │  ├──▶ Cancelled            │  │
 *                   │  └──▶ Unclaimed            │  │
 *                   └────────────────────────────┴──┘
 * </pre>
 *
 * A request that gets stuck after the approval becomes NeedsPerson, which names the person. Each
 * state is a record, and its transitions are methods of that record, so a wrong transition does not
 * compile.
 */
public sealed interface SecretRequest {
    RequestDetails details();

    /** Returns the ticket of the request. */
    default Ticket ticket() {
        return details().ticket();
    }

    /** Returns the permission to pick up, if one was ever given. */
    default Optional<PickUpGrant> granted() {
        return switch (this) {
            case Approved approved -> Optional.of(approved.grant());
            case Minting minting -> Optional.of(minting.grant());
            case Doubtful doubtful -> Optional.of(doubtful.grant());
            case HandedOver handed -> Optional.of(handed.grant());
            case Done done -> Optional.of(done.grant());
            case TakingBack taking -> Optional.of(taking.grant());
            case NeedsPerson stuck -> Optional.of(stuck.grant());
            case Revoked revoked -> Optional.of(revoked.grant());
            case Withdrawn withdrawn -> withdrawn.grant();
            case Cancelled cancelled -> Optional.of(cancelled.grant());
            case Unclaimed unclaimed -> Optional.of(unclaimed.grant());
            case Waiting _, Denied _, Lapsed _ -> Optional.empty();
        };
    }

    /** Returns the attempt that made or may have made the secret; empty if there was none. */
    default Optional<Integer> attemptNumber() {
        return granted().map(PickUpGrant::attempts);
    }

    /**
     * Returns whether Entra was asked for a secret in that attempt and the outcome is still
     * unknown.
     */
    default boolean isMaking(int attempt) {
        return switch (this) {
            case Minting minting -> minting.attempt() == attempt;
            case Doubtful doubtful -> doubtful.attempt() == attempt;
            case Waiting _,
                    Approved _,
                    HandedOver _,
                    Done _,
                    TakingBack _,
                    NeedsPerson _,
                    Denied _,
                    Withdrawn _,
                    Lapsed _,
                    Cancelled _,
                    Unclaimed _,
                    Revoked _ ->
                    false;
        };
    }

    /**
     * Returns whether a secret with that start may have been made in that attempt. Its name alone
     * does not tell: after a restored backup the attempts are counted again, with names that were
     * used before.
     */
    default boolean mayBegin(int attempt, Instant start) {
        return granted()
                .flatMap(grant -> grant.earliestStart(attempt))
                .filter(earliest -> !start.isBefore(earliest))
                .isPresent();
    }

    /** Returns the secret that is in Entra, as far as Keydesk knows. */
    default Optional<IssuedSecret> keyInEntra() {
        return switch (this) {
            case HandedOver handed -> Optional.of(handed.secret());
            case Done done -> Optional.of(done.secret());
            case TakingBack taking -> Optional.of(taking.secret());
            case NeedsPerson stuck -> stuck.secret();
            case Waiting _,
                    Approved _,
                    Minting _,
                    Doubtful _,
                    Denied _,
                    Withdrawn _,
                    Lapsed _,
                    Cancelled _,
                    Unclaimed _,
                    Revoked _ ->
                    Optional.empty();
        };
    }

    /** Returns the secret of which the requester is still asked whether it arrived. */
    default Optional<IssuedSecret> askedAbout() {
        return switch (this) {
            case HandedOver handed -> Optional.of(handed.secret());
            case NeedsPerson stuck -> stuck.secret();
            case Waiting _,
                    Approved _,
                    Minting _,
                    Doubtful _,
                    Done _,
                    TakingBack _,
                    Denied _,
                    Withdrawn _,
                    Lapsed _,
                    Cancelled _,
                    Unclaimed _,
                    Revoked _ ->
                    Optional.empty();
        };
    }

    /**
     * Waits for an approver.
     *
     * @param checked present once the request was checked with fresh facts; only then do the
     *     approvers see it
     */
    record Waiting(RequestDetails details, Instant decideBy, Optional<Checked> checked)
            implements SecretRequest {

        /**
         * The result of the check.
         *
         * @param approvalReason the sentence of the verdict
         * @param liveSecrets the live secrets of the app at that moment
         * @param relation whether the requester owns the app or is in its team, as a sentence in
         *     Slack's markup; empty in rows of a version that did not check it
         */
        public record Checked(
                String approvalReason, List<LiveSecret> liveSecrets, Optional<String> relation) {}

        /** Returns when half of the time to decide is over. */
        public Instant halfTime() {
            return details.requestedAt()
                    .plus(Duration.between(details.requestedAt(), decideBy).dividedBy(2));
        }

        public Waiting checked(String because, List<LiveSecret> keys, String relation) {
            return new Waiting(
                    details,
                    decideBy,
                    Optional.of(new Checked(because, keys, Optional.of(relation))));
        }

        public Approved approve(UserId by, Instant at, String because, Instant pickUpBy) {
            var grant = PickUpGrant.given(new Approval(by, at, because), pickUpBy);
            return new Approved(details, grant, Optional.empty());
        }

        public Denied deny(Optional<UserId> by, Instant at, String why) {
            return new Denied(details, by, at, why);
        }

        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(details, Optional.empty(), at);
        }

        public Lapsed lapse(Instant at) {
            return new Lapsed(details, at);
        }
    }

    /**
     * The requester may pick it up; no secret exists.
     *
     * @param note what happened to the last attempt, if there was one
     * @param tooLong whether Entra refused the last attempt because of the lifetime
     */
    record Approved(
            RequestDetails details, PickUpGrant grant, Optional<String> note, boolean tooLong)
            implements SecretRequest {
        Approved(RequestDetails details, PickUpGrant grant, Optional<String> note) {
            this(details, grant, note, false);
        }

        /** A shorter lifetime needs no new approval: the approval of a longer one includes it. */
        public Approved shorten(int days) {
            return new Approved(
                    details.livingFor(days),
                    grant,
                    Optional.of("The secret will now be valid for %s days.".formatted(days)));
        }

        /**
         * Must be stored before Entra is asked: Entra shows a value once, and asking twice makes
         * two secrets.
         *
         * @param start of the secret, which tells it from others with the same name
         */
        public Minting startMinting(Instant start, Instant deadline) {
            return new Minting(details, grant.attempted(start), start, deadline);
        }

        /** The requester withdraws the request. */
        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(details, Optional.of(grant), at);
        }

        /** An approver cancels the request. */
        public Cancelled cancel(UserId by, Instant at) {
            return new Cancelled(details, grant, by, at);
        }

        /** Nobody picked the secret up in time. */
        public Unclaimed unclaimed(Instant at) {
            return new Unclaimed(details, grant, at);
        }
    }

    /**
     * Entra is being asked now, by the one holder of the app's lease.
     *
     * @param deadline when the answer is known at the latest; later the outcome is unknown
     */
    record Minting(RequestDetails details, PickUpGrant grant, Instant startedAt, Instant deadline)
            implements SecretRequest {
        /** Returns the number of the attempt. */
        public int attempt() {
            return grant.attempts();
        }

        /** The value is about to be shown. */
        public HandedOver handOver(IssuedSecret key, DeliveryMethod through, Instant at) {
            return new HandedOver(details, grant, key.shown(through), at);
        }

        /** Entra refused, so nothing was made, and the secret can still be picked up. */
        public Approved refused(String why) {
            return new Approved(details, grant, Optional.of(why));
        }

        /** The same, because Entra does not allow so long a lifetime for this app. */
        public Approved refusedAsTooLong(String why) {
            return new Approved(details, grant, Optional.of(why), true);
        }

        /** The answer was lost; a secret with the name of this attempt may exist. */
        public Doubtful doubt(String seen, Instant at, Instant lookAt) {
            return new Doubtful(details, grant, seen, at, lookAt, 0);
        }

        /** Keydesk cannot find out the outcome. */
        public NeedsPerson stuck(String why, Instant at) {
            return new NeedsPerson(
                    details, grant, Optional.empty(), why, grant.approval().approver(), at);
        }

        /** Entra made a secret that differs from what was approved; nobody has seen its value. */
        public TakingBack takeBackUnseen(IssuedSecret key, Instant at) {
            return new TakingBack(
                    details, grant, key, TakingBack.Why.NOT_AS_APPROVED, Optional.empty(), at);
        }
    }

    /**
     * It is unknown whether Entra made a secret; it is looked for by its name.
     *
     * @param lookCount how often it was looked for without result
     */
    record Doubtful(
            RequestDetails details,
            PickUpGrant grant,
            String lastObservation,
            Instant since,
            Instant lookAt,
            int lookCount)
            implements SecretRequest {
        /** Returns the number of the attempt. */
        public int attempt() {
            return grant.attempts();
        }

        /** A look did not find the secret. */
        public Doubtful notThere(Instant lookAgainAt) {
            return new Doubtful(details, grant, lastObservation, since, lookAgainAt, lookCount + 1);
        }

        /** Entra keeps refusing the look or the removal. */
        public NeedsPerson stuck(String refusal, Instant at) {
            return new NeedsPerson(
                    details, grant, Optional.empty(), refusal, grant.approval().approver(), at);
        }

        /**
         * No secret of this attempt is left, so it can be picked up again, for a while at least.
         */
        public Approved settled(String note, Instant atLeastUntil) {
            return new Approved(details, grant.atLeastUntil(atLeastUntil), Optional.of(note));
        }
    }

    /** The value was shown once; only the requester can say whether it arrived. */
    record HandedOver(
            RequestDetails details, PickUpGrant grant, IssuedSecret secret, Instant handedOverAt)
            implements SecretRequest {
        /** The requester confirms that it arrived. */
        public Done confirm(Instant confirmedAt) {
            return new Done(details, grant, secret, handedOverAt, confirmedAt);
        }

        /** The requester says that it did not arrive. */
        public TakingBack notReceived(Instant now) {
            return new TakingBack(
                    details,
                    grant,
                    secret,
                    TakingBack.Why.NOT_RECEIVED,
                    Optional.of(details.requester()),
                    now);
        }

        /**
         * Somebody else saw the value, so the secret is removed at once and cannot be picked up
         * again.
         */
        public TakingBack notMe(Instant now) {
            return TakingBack.notMe(details, grant, secret, now);
        }

        /** The requester has not answered. */
        public NeedsPerson silent(Instant now) {
            return new NeedsPerson(
                    details,
                    grant,
                    Optional.of(secret),
                    "the secret was handed over and nobody said that it arrived",
                    grant.approval().approver(),
                    now);
        }
    }

    /** The requester has the secret. */
    record Done(
            RequestDetails details,
            PickUpGrant grant,
            IssuedSecret secret,
            Instant handedOverAt,
            Instant doneAt)
            implements SecretRequest {
        /** The secret is removed on request. */
        public TakingBack remove(UserId by, Instant now) {
            return new TakingBack(
                    details, grant, secret, TakingBack.Why.REMOVED, Optional.of(by), now);
        }

        /** The person who confirmed the secret was not the requester. */
        public TakingBack notMe(Instant now) {
            return TakingBack.notMe(details, grant, secret, now);
        }
    }

    /** The secret is being removed from Entra; that is repeated until it is gone. */
    record TakingBack(
            RequestDetails details,
            PickUpGrant grant,
            IssuedSecret secret,
            Why cause,
            Optional<UserId> requestedBy,
            Instant since)
            implements SecretRequest {

        /** The reason of the removal, which decides what follows it. */
        public enum Why {
            NOT_RECEIVED,
            NOT_AS_APPROVED,
            REMOVED,
            /** The requester says that somebody else saw the value. */
            NOT_ME
        }

        private static TakingBack notMe(
                RequestDetails details, PickUpGrant grant, IssuedSecret key, Instant now) {
            return new TakingBack(
                    details, grant, key, Why.NOT_ME, Optional.of(details.requester()), now);
        }

        /** Reads have shown that the secret is gone. */
        public SecretRequest gone(Instant at, Instant atLeastUntil) {
            return switch (cause) {
                case REMOVED, NOT_ME -> new Revoked(details, grant, secret, requestedBy, at, cause);
                case NOT_RECEIVED ->
                        again(
                                secret.wasShownThrough(DeliveryMethod.LINK)
                                        ? "The secret that was shown behind your link was removed,"
                                              + " because somebody said that it did not arrive. If"
                                              + " that was not you, somebody else has your link:"
                                              + " withdraw the request and tell the approvers."
                                        : "The secret that did not arrive was removed.",
                                at,
                                atLeastUntil);
                case NOT_AS_APPROVED ->
                        again(
                                "Entra made a secret that differs from what was approved; it was"
                                        + " not shown, and was removed.",
                                at,
                                atLeastUntil);
            };
        }

        /** Entra keeps refusing to remove it. */
        public NeedsPerson stuck(String refusal, Instant at) {
            return toPerson(
                    cause == Why.NOT_ME
                            ? "somebody else saw the secret, and Entra does not remove it. "
                                    + refusal
                            : refusal,
                    at);
        }

        /** Keydesk cannot find out whether it was removed. */
        public NeedsPerson unsure(String because, Instant at) {
            return toPerson(
                    cause == Why.NOT_ME ? "somebody else saw the secret, and " + because : because,
                    at);
        }

        private NeedsPerson toPerson(String because, Instant at) {
            return new NeedsPerson(
                    details, grant, Optional.of(secret), because, grant.approval().approver(), at);
        }

        /** It was reported as not arrived, perhaps by a person who has seen it. */
        public Optional<TakingBack> notMe(Instant now) {
            return cause == Why.NOT_RECEIVED && secret.wasShownThrough(DeliveryMethod.LINK)
                    ? Optional.of(notMe(details, grant, secret, now))
                    : Optional.empty();
        }

        private SecretRequest again(String note, Instant at, Instant atLeastUntil) {
            var counted = grant.redone();
            if (counted.timesGivenBack() > PickUpGrant.MOST_REDOS) {
                return new NeedsPerson(
                        details,
                        counted,
                        Optional.empty(),
                        "%s secrets were made and none of them arrived"
                                .formatted(counted.timesGivenBack()),
                        grant.approval().approver(),
                        at);
            }
            return new Approved(details, counted.atLeastUntil(atLeastUntil), Optional.of(note));
        }
    }

    /**
     * The request is stuck; the person named here looks at it.
     *
     * @param secret the secret that exists, if there is one
     */
    record NeedsPerson(
            RequestDetails details,
            PickUpGrant grant,
            Optional<IssuedSecret> secret,
            String reason,
            UserId person,
            Instant since)
            implements SecretRequest {
        /** The requester has it after all. */
        public Optional<Done> confirm(Instant at) {
            return secret.map(made -> new Done(details, grant, made, since, at));
        }

        /** It did not arrive, so the existing secret is removed. */
        public Optional<TakingBack> notReceived(Instant at) {
            return secret.map(made ->
                    new TakingBack(
                            details,
                            grant,
                            made,
                            TakingBack.Why.NOT_RECEIVED,
                            Optional.of(details.requester()),
                            at));
        }

        /** Somebody else saw the value. */
        public Optional<TakingBack> notMe(Instant at) {
            return secret.map(made -> TakingBack.notMe(details, grant, made, at));
        }

        /** The person lets it be picked up again, if no secret is left. */
        public Optional<Approved> tryAgain(Instant until) {
            if (secret.isPresent()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Approved(
                            details, grant.freshCount().atLeastUntil(until), Optional.empty()));
        }

        /** The person ends the request, if no secret is left. */
        public Optional<Cancelled> close(UserId by, Instant at) {
            return secret.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Cancelled(details, grant, by, at));
        }

        /** The person removes the existing secret. */
        public Optional<TakingBack> remove(UserId by, Instant at) {
            return secret.map(made ->
                    new TakingBack(
                            details, grant, made, TakingBack.Why.REMOVED, Optional.of(by), at));
        }
    }

    /** An approver refused it; without a name, the rules did. */
    record Denied(
            RequestDetails details, Optional<UserId> deniedBy, Instant deniedAt, String reason)
            implements SecretRequest {}

    /** The requester withdrew it. */
    record Withdrawn(RequestDetails details, Optional<PickUpGrant> grant, Instant withdrawnAt)
            implements SecretRequest {}

    /** Nobody decided in time. */
    record Lapsed(RequestDetails details, Instant lapsedAt) implements SecretRequest {}

    /** An approver cancelled it before the pick-up. */
    record Cancelled(
            RequestDetails details, PickUpGrant grant, UserId cancelledBy, Instant cancelledAt)
            implements SecretRequest {}

    /** Approved, but never picked up. */
    record Unclaimed(RequestDetails details, PickUpGrant grant, Instant unclaimedAt)
            implements SecretRequest {}

    /** The secret was removed from Entra. */
    record Revoked(
            RequestDetails details,
            PickUpGrant grant,
            IssuedSecret secret,
            Optional<UserId> revokedBy,
            Instant revokedAt,
            TakingBack.Why cause)
            implements SecretRequest {}
}
