package dev.keydesk.request;

import dev.keydesk.config.DeliveryMethod;
import dev.keydesk.config.UserId;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One person's wish for a client secret, from the modal to its end.
 *
 * <pre>
 * Waiting ──▶ Approved ──▶ Minting ──▶ HandedOver ──▶ Done
 *    ├──▶ Denied    ▲  │ ▲      │ └──▶ Doubtful ─┐  │        │
 *    ├──▶ Withdrawn │  │ └──────┘ Entra said no  │  ▼        ▼
 *    └──▶ Lapsed    │  ├──▶ Withdrawn            │ TakingBack ──▶ Revoked
 *                   │  ├──▶ Cancelled            │  │
 *                   │  └──▶ Unclaimed            │  │
 *                   └────────────────────────────┴──┘
 * </pre>
 *
 * What gets stuck after the approval becomes NeedsPerson, with a name. Each state is a record, and
 * its moves are the methods of the state they leave, so a wrong move does not compile.
 */
public sealed interface SecretRequest {
    RequestDetails details();

    default Ticket ticket() {
        return details().ticket();
    }

    /** The right to pick up, if one was ever given. */
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

    /** Which attempt's key this is about; empty if there cannot have been one. */
    default Optional<Integer> attemptNumber() {
        return granted().map(PickUpGrant::attempts);
    }

    /** Entra was asked for a key in that attempt, and what became of it is not known yet. */
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
     * Whether a key that begins then may have been made in that attempt, which its name alone does
     * not tell: a desk that goes on from a backup counts anew, and gives names it has given before.
     */
    default boolean mayBegin(int attempt, Instant start) {
        return granted()
                .flatMap(grant -> grant.earliestStart(attempt))
                .filter(earliest -> !start.isBefore(earliest))
                .isPresent();
    }

    /** The key that is in Entra, as far as the desk knows. */
    default Optional<IssuedSecret> keyInEntra() {
        return switch (this) {
            case HandedOver handed -> Optional.of(handed.key());
            case Done done -> Optional.of(done.key());
            case TakingBack taking -> Optional.of(taking.key());
            case NeedsPerson stuck -> stuck.key();
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

    /** The key of which the requester is still asked whether it arrived. */
    default Optional<IssuedSecret> askedAbout() {
        return switch (this) {
            case HandedOver handed -> Optional.of(handed.key());
            case NeedsPerson stuck -> stuck.key();
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
     * Somebody has to decide until then.
     *
     * @param checked present once the desk has looked at the request on fresh facts; only then is
     *     it put before the approvers
     */
    record Waiting(RequestDetails details, Instant decideBy, Optional<Checked> checked)
            implements SecretRequest {

        /**
         * What the desk found when it looked.
         *
         * @param because the verdict's sentence
         * @param keys the live secrets the app had at that moment
         * @param relation whether the requester owns or looks after the app, as a sentence in
         *     Slack's markup; empty in rows of a version that did not look
         */
        public record Checked(String because, List<LiveSecret> keys, Optional<String> relation) {}

        /** Half of the time to decide is gone then. */
        public Instant halfTime() {
            return details.at().plus(Duration.between(details.at(), decideBy).dividedBy(2));
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
     * The requester may pick it up; no key exists.
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

        /** A shorter life needs no new approval: who approved the longer one allowed less too. */
        public Approved shorten(int days) {
            return new Approved(
                    details.livingFor(days),
                    grant,
                    Optional.of("The secret will now be valid for %s days.".formatted(days)));
        }

        /**
         * Saved before Entra is asked: it shows a value once, and asking twice makes two keys.
         *
         * @param start when the key is to begin, which tells it from others by the same name
         */
        public Minting startMinting(Instant start, Instant deadline) {
            return new Minting(details, grant.attempted(start), start, deadline);
        }

        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(details, Optional.of(grant), at);
        }

        public Cancelled cancel(UserId by, Instant at) {
            return new Cancelled(details, grant, by, at);
        }

        public Unclaimed unclaimed(Instant at) {
            return new Unclaimed(details, grant, at);
        }
    }

    /**
     * Entra is being asked, right now, by one holder of the app's turn.
     *
     * @param deadline by then the answer is known; later the attempt is in doubt
     */
    record Minting(RequestDetails details, PickUpGrant grant, Instant startedAt, Instant deadline)
            implements SecretRequest {
        public int attempt() {
            return grant.attempts();
        }

        public HandedOver handOver(IssuedSecret key, DeliveryMethod through, Instant at) {
            return new HandedOver(details, grant, key.shown(through), at);
        }

        /** Entra said no, so nothing was made and the right is still there. */
        public Approved refused(String why) {
            return new Approved(details, grant, Optional.of(why));
        }

        /** The same, because Entra lets no secret of this app live so long. */
        public Approved refusedAsTooLong(String why) {
            return new Approved(details, grant, Optional.of(why), true);
        }

        /** We asked and lost the answer; a key with this attempt's name may exist. */
        public Doubtful doubt(String seen, Instant at, Instant lookAt) {
            return new Doubtful(details, grant, seen, at, lookAt, 0);
        }

        /** What became of it cannot be found out by the desk. */
        public NeedsPerson stuck(String why, Instant at) {
            return new NeedsPerson(
                    details, grant, Optional.empty(), why, grant.approval().by(), at);
        }

        /** Entra made a key that is not what was approved; nobody has seen its value. */
        public TakingBack takeBackUnseen(IssuedSecret key, Instant at) {
            return new TakingBack(
                    details, grant, key, TakingBack.Why.NOT_AS_APPROVED, Optional.empty(), at);
        }
    }

    /**
     * Whether Entra made a key is not known; it is looked for by its name.
     *
     * @param looks how often it was looked for in vain
     */
    record Doubtful(
            RequestDetails details,
            PickUpGrant grant,
            String seen,
            Instant since,
            Instant lookAt,
            int looks)
            implements SecretRequest {
        public int attempt() {
            return grant.attempts();
        }

        public Doubtful notThere(Instant lookAgainAt) {
            return new Doubtful(details, grant, seen, since, lookAgainAt, looks + 1);
        }

        /** Entra keeps refusing to let us look or remove. */
        public NeedsPerson stuck(String refusal, Instant at) {
            return new NeedsPerson(
                    details, grant, Optional.empty(), refusal, grant.approval().by(), at);
        }

        /** No key is left of this attempt: the right is back, for a while at least. */
        public Approved settled(String note, Instant atLeastUntil) {
            return new Approved(details, grant.atLeastUntil(atLeastUntil), Optional.of(note));
        }
    }

    /** The value went out once; whether it arrived only the requester can say. */
    record HandedOver(RequestDetails details, PickUpGrant grant, IssuedSecret key, Instant at)
            implements SecretRequest {
        public Done confirm(Instant confirmedAt) {
            return new Done(details, grant, key, at, confirmedAt);
        }

        public TakingBack notReceived(Instant now) {
            return new TakingBack(
                    details,
                    grant,
                    key,
                    TakingBack.Why.NOT_RECEIVED,
                    Optional.of(details.requester()),
                    now);
        }

        /** Somebody else saw the value, so the key goes at once, and so does the right to it. */
        public TakingBack notMe(Instant now) {
            return TakingBack.notMe(details, grant, key, now);
        }

        public NeedsPerson silent(Instant now) {
            return new NeedsPerson(
                    details,
                    grant,
                    Optional.of(key),
                    "the secret was handed over and nobody said that it arrived",
                    grant.approval().by(),
                    now);
        }
    }

    /** The requester has it. */
    record Done(
            RequestDetails details,
            PickUpGrant grant,
            IssuedSecret key,
            Instant handedOverAt,
            Instant at)
            implements SecretRequest {
        public TakingBack remove(UserId by, Instant now) {
            return new TakingBack(
                    details, grant, key, TakingBack.Why.REMOVED, Optional.of(by), now);
        }

        /** Whoever said that it arrived was not the requester. */
        public TakingBack notMe(Instant now) {
            return TakingBack.notMe(details, grant, key, now);
        }
    }

    /** The key is being removed from Entra, and that is tried until Entra agrees. */
    record TakingBack(
            RequestDetails details,
            PickUpGrant grant,
            IssuedSecret key,
            Why why,
            Optional<UserId> by,
            Instant since)
            implements SecretRequest {

        /** What the removal is for, which says what comes after it. */
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

        /** Read back from Entra: the key is gone. */
        public SecretRequest gone(Instant at, Instant atLeastUntil) {
            return switch (why) {
                case REMOVED, NOT_ME -> new Revoked(details, grant, key, by, at, why);
                case NOT_RECEIVED ->
                        again(
                                key.wasShownThrough(DeliveryMethod.LINK)
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
                    why == Why.NOT_ME
                            ? "somebody else saw the secret, and Entra does not remove it. "
                                    + refusal
                            : refusal,
                    at);
        }

        /** Whether it was removed cannot be found out by the desk. */
        public NeedsPerson unsure(String because, Instant at) {
            return toPerson(
                    why == Why.NOT_ME ? "somebody else saw the secret, and " + because : because,
                    at);
        }

        private NeedsPerson toPerson(String because, Instant at) {
            return new NeedsPerson(
                    details, grant, Optional.of(key), because, grant.approval().by(), at);
        }

        /** Said not to have arrived, perhaps by whoever has seen it. */
        public Optional<TakingBack> notMe(Instant now) {
            return why == Why.NOT_RECEIVED && key.wasShownThrough(DeliveryMethod.LINK)
                    ? Optional.of(notMe(details, grant, key, now))
                    : Optional.empty();
        }

        private SecretRequest again(String note, Instant at, Instant atLeastUntil) {
            var counted = grant.redone();
            if (counted.redos() > PickUpGrant.MOST_REDOS) {
                return new NeedsPerson(
                        details,
                        counted,
                        Optional.empty(),
                        "%s secrets were made and none of them arrived".formatted(counted.redos()),
                        grant.approval().by(),
                        at);
            }
            return new Approved(details, counted.atLeastUntil(atLeastUntil), Optional.of(note));
        }
    }

    /**
     * Stuck; the person named here looks at it.
     *
     * @param key the key that exists, if one does
     */
    record NeedsPerson(
            RequestDetails details,
            PickUpGrant grant,
            Optional<IssuedSecret> key,
            String why,
            UserId person,
            Instant since)
            implements SecretRequest {
        /** The requester has it after all. */
        public Optional<Done> confirm(Instant at) {
            return key.map(made -> new Done(details, grant, made, since, at));
        }

        /** It did not arrive, so the key that exists goes. */
        public Optional<TakingBack> notReceived(Instant at) {
            return key.map(made ->
                    new TakingBack(
                            details,
                            grant,
                            made,
                            TakingBack.Why.NOT_RECEIVED,
                            Optional.of(details.requester()),
                            at));
        }

        public Optional<TakingBack> notMe(Instant at) {
            return key.map(made -> TakingBack.notMe(details, grant, made, at));
        }

        /** The person gives the right back, when no key is left. */
        public Optional<Approved> tryAgain(Instant until) {
            if (key.isPresent()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Approved(
                            details, grant.freshCount().atLeastUntil(until), Optional.empty()));
        }

        /** The person ends it, when no key is left. */
        public Optional<Cancelled> close(UserId by, Instant at) {
            return key.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Cancelled(details, grant, by, at));
        }

        /** The person removes the key that exists. */
        public Optional<TakingBack> remove(UserId by, Instant at) {
            return key.map(made ->
                    new TakingBack(
                            details, grant, made, TakingBack.Why.REMOVED, Optional.of(by), at));
        }
    }

    /** Somebody said no; nobody named means the desk's own rules. */
    record Denied(RequestDetails details, Optional<UserId> by, Instant at, String why)
            implements SecretRequest {}

    /** The requester took it back. */
    record Withdrawn(RequestDetails details, Optional<PickUpGrant> grant, Instant at)
            implements SecretRequest {}

    /** Nobody decided in time. */
    record Lapsed(RequestDetails details, Instant at) implements SecretRequest {}

    /** An approver called it off before the pick-up. */
    record Cancelled(RequestDetails details, PickUpGrant grant, UserId by, Instant at)
            implements SecretRequest {}

    /** Approved, but never picked up. */
    record Unclaimed(RequestDetails details, PickUpGrant grant, Instant at)
            implements SecretRequest {}

    /** The key was removed from Entra. */
    record Revoked(
            RequestDetails details,
            PickUpGrant grant,
            IssuedSecret key,
            Optional<UserId> by,
            Instant at,
            TakingBack.Why why)
            implements SecretRequest {}
}
