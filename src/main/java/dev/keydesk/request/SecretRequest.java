package dev.keydesk.request;

import dev.keydesk.config.Door;
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
    Ask ask();

    default Ticket ticket() {
        return ask().ticket();
    }

    /** The right to pick up, if one was ever given. */
    default Optional<Right> granted() {
        return switch (this) {
            case Approved approved -> Optional.of(approved.right());
            case Minting minting -> Optional.of(minting.right());
            case Doubtful doubtful -> Optional.of(doubtful.right());
            case HandedOver handed -> Optional.of(handed.right());
            case Done done -> Optional.of(done.right());
            case TakingBack taking -> Optional.of(taking.right());
            case NeedsPerson stuck -> Optional.of(stuck.right());
            case Revoked revoked -> Optional.of(revoked.right());
            case Withdrawn withdrawn -> withdrawn.right();
            case Cancelled cancelled -> Optional.of(cancelled.right());
            case Unclaimed unclaimed -> Optional.of(unclaimed.right());
            case Waiting _, Denied _, Lapsed _ -> Optional.empty();
        };
    }

    /** Which attempt's key this is about; empty if there cannot have been one. */
    default Optional<Integer> attemptNumber() {
        return granted().map(Right::attempts);
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
                .flatMap(right -> right.earliestStart(attempt))
                .filter(earliest -> !start.isBefore(earliest))
                .isPresent();
    }

    /** The key that is in Entra, as far as the desk knows. */
    default Optional<MadeKey> keyInEntra() {
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
    default Optional<MadeKey> askedAbout() {
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
    record Waiting(Ask ask, Instant decideBy, Optional<Checked> checked) implements SecretRequest {

        /**
         * What the desk found when it looked.
         *
         * @param because the verdict's sentence
         * @param keys the live secrets the app had at that moment
         * @param relation whether the requester owns or looks after the app, as a sentence in
         *     Slack's markup; empty in rows of a version that did not look
         */
        public record Checked(String because, List<KeyFact> keys, Optional<String> relation) {}

        /** Half of the time to decide is gone then. */
        public Instant halfTime() {
            return ask.at().plus(Duration.between(ask.at(), decideBy).dividedBy(2));
        }

        public Waiting checked(String because, List<KeyFact> keys, String relation) {
            return new Waiting(
                    ask, decideBy, Optional.of(new Checked(because, keys, Optional.of(relation))));
        }

        public Approved approve(UserId by, Instant at, String because, Instant pickUpBy) {
            var right = Right.given(new Approval(by, at, because), pickUpBy);
            return new Approved(ask, right, Optional.empty());
        }

        public Denied deny(Optional<UserId> by, Instant at, String why) {
            return new Denied(ask, by, at, why);
        }

        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(ask, Optional.empty(), at);
        }

        public Lapsed lapse(Instant at) {
            return new Lapsed(ask, at);
        }
    }

    /**
     * The requester may pick it up; no key exists.
     *
     * @param note what happened to the last attempt, if there was one
     * @param tooLong whether Entra refused the last attempt because of the lifetime
     */
    record Approved(Ask ask, Right right, Optional<String> note, boolean tooLong)
            implements SecretRequest {
        Approved(Ask ask, Right right, Optional<String> note) {
            this(ask, right, note, false);
        }

        /** A shorter life needs no new approval: who approved the longer one allowed less too. */
        public Approved shorten(int days) {
            return new Approved(
                    ask.livingFor(days),
                    right,
                    Optional.of("The secret will live %s days now.".formatted(days)));
        }

        /**
         * Saved before Entra is asked: it shows a value once, and asking twice makes two keys.
         *
         * @param start when the key is to begin, which tells it from others by the same name
         */
        public Minting startMinting(Instant start, Instant deadline) {
            return new Minting(ask, right.attempted(start), start, deadline);
        }

        public Withdrawn withdraw(Instant at) {
            return new Withdrawn(ask, Optional.of(right), at);
        }

        public Cancelled cancel(UserId by, Instant at) {
            return new Cancelled(ask, right, by, at);
        }

        public Unclaimed unclaimed(Instant at) {
            return new Unclaimed(ask, right, at);
        }
    }

    /**
     * Entra is being asked, right now, by one holder of the app's turn.
     *
     * @param deadline by then the answer is known; later the attempt is in doubt
     */
    record Minting(Ask ask, Right right, Instant startedAt, Instant deadline)
            implements SecretRequest {
        public int attempt() {
            return right.attempts();
        }

        public HandedOver handOver(MadeKey key, Door through, Instant at) {
            return new HandedOver(ask, right, key.shown(through), at);
        }

        /** Entra said no, so nothing was made and the right is still there. */
        public Approved refused(String why) {
            return new Approved(ask, right, Optional.of(why));
        }

        /** The same, because Entra lets no secret of this app live so long. */
        public Approved refusedAsTooLong(String why) {
            return new Approved(ask, right, Optional.of(why), true);
        }

        /** We asked and lost the answer; a key with this attempt's name may exist. */
        public Doubtful doubt(String seen, Instant at, Instant lookAt) {
            return new Doubtful(ask, right, seen, at, lookAt, 0);
        }

        /** What became of it cannot be found out by the desk. */
        public NeedsPerson stuck(String why, Instant at) {
            return new NeedsPerson(ask, right, Optional.empty(), why, right.approval().by(), at);
        }

        /** Entra made a key that is not what was approved; nobody has seen its value. */
        public TakingBack takeBackUnseen(MadeKey key, Instant at) {
            return new TakingBack(
                    ask, right, key, TakingBack.Why.NOT_AS_APPROVED, Optional.empty(), at);
        }
    }

    /**
     * Whether Entra made a key is not known; it is looked for by its name.
     *
     * @param looks how often it was looked for in vain
     */
    record Doubtful(Ask ask, Right right, String seen, Instant since, Instant lookAt, int looks)
            implements SecretRequest {
        public int attempt() {
            return right.attempts();
        }

        public Doubtful notThere(Instant lookAgainAt) {
            return new Doubtful(ask, right, seen, since, lookAgainAt, looks + 1);
        }

        /** Entra keeps refusing to let us look or remove. */
        public NeedsPerson stuck(String refusal, Instant at) {
            return new NeedsPerson(
                    ask, right, Optional.empty(), refusal, right.approval().by(), at);
        }

        /** No key is left of this attempt: the right is back, for a while at least. */
        public Approved settled(String note, Instant atLeastUntil) {
            return new Approved(ask, right.atLeastUntil(atLeastUntil), Optional.of(note));
        }
    }

    /** The value went out once; whether it arrived only the requester can say. */
    record HandedOver(Ask ask, Right right, MadeKey key, Instant at) implements SecretRequest {
        public Done confirm(Instant confirmedAt) {
            return new Done(ask, right, key, at, confirmedAt);
        }

        public TakingBack notReceived(Instant now) {
            return new TakingBack(
                    ask,
                    right,
                    key,
                    TakingBack.Why.NOT_RECEIVED,
                    Optional.of(ask.requester()),
                    now);
        }

        /** Somebody else saw the value, so the key goes at once, and so does the right to it. */
        public TakingBack notMe(Instant now) {
            return TakingBack.notMe(ask, right, key, now);
        }

        public NeedsPerson silent(Instant now) {
            return new NeedsPerson(
                    ask,
                    right,
                    Optional.of(key),
                    "the secret was handed over and nobody said that it arrived",
                    right.approval().by(),
                    now);
        }
    }

    /** The requester has it. */
    record Done(Ask ask, Right right, MadeKey key, Instant handedOverAt, Instant at)
            implements SecretRequest {
        public TakingBack remove(UserId by, Instant now) {
            return new TakingBack(ask, right, key, TakingBack.Why.REMOVED, Optional.of(by), now);
        }

        /** Whoever said that it arrived was not the requester. */
        public TakingBack notMe(Instant now) {
            return TakingBack.notMe(ask, right, key, now);
        }
    }

    /** The key is being removed from Entra, and that is tried until Entra agrees. */
    record TakingBack(
            Ask ask, Right right, MadeKey key, Why why, Optional<UserId> by, Instant since)
            implements SecretRequest {

        /** What the removal is for, which says what comes after it. */
        public enum Why {
            NOT_RECEIVED,
            NOT_AS_APPROVED,
            REMOVED,
            /** The requester says that somebody else saw the value. */
            NOT_ME
        }

        private static TakingBack notMe(Ask ask, Right right, MadeKey key, Instant now) {
            return new TakingBack(ask, right, key, Why.NOT_ME, Optional.of(ask.requester()), now);
        }

        /** Read back from Entra: the key is gone. */
        public SecretRequest gone(Instant at, Instant atLeastUntil) {
            return switch (why) {
                case REMOVED, NOT_ME -> new Revoked(ask, right, key, by, at, why);
                case NOT_RECEIVED ->
                        again(
                                key.wasShownThrough(Door.LINK)
                                        ? "The key that was shown behind your link, but is said not"
                                              + " to have arrived, was removed. If you did not say"
                                              + " so, somebody else has your links: withdraw, and"
                                              + " tell those who approved."
                                        : "The key that did not arrive was removed.",
                                at,
                                atLeastUntil);
                case NOT_AS_APPROVED ->
                        again(
                                "Entra made a key that differs from what was approved; it was"
                                        + " removed unseen.",
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
                    ask, right, Optional.of(key), because, right.approval().by(), at);
        }

        /** Said not to have arrived, perhaps by whoever has seen it. */
        public Optional<TakingBack> notMe(Instant now) {
            return why == Why.NOT_RECEIVED && key.wasShownThrough(Door.LINK)
                    ? Optional.of(notMe(ask, right, key, now))
                    : Optional.empty();
        }

        private SecretRequest again(String note, Instant at, Instant atLeastUntil) {
            var counted = right.redone();
            if (counted.redos() > Right.MOST_REDOS) {
                return new NeedsPerson(
                        ask,
                        counted,
                        Optional.empty(),
                        "%s keys were made and none of them arrived".formatted(counted.redos()),
                        right.approval().by(),
                        at);
            }
            return new Approved(ask, counted.atLeastUntil(atLeastUntil), Optional.of(note));
        }
    }

    /**
     * Stuck; the person named here looks at it.
     *
     * @param key the key that exists, if one does
     */
    record NeedsPerson(
            Ask ask, Right right, Optional<MadeKey> key, String why, UserId person, Instant since)
            implements SecretRequest {
        /** The requester has it after all. */
        public Optional<Done> confirm(Instant at) {
            return key.map(made -> new Done(ask, right, made, since, at));
        }

        /** It did not arrive, so the key that exists goes. */
        public Optional<TakingBack> notReceived(Instant at) {
            return key.map(made ->
                    new TakingBack(
                            ask,
                            right,
                            made,
                            TakingBack.Why.NOT_RECEIVED,
                            Optional.of(ask.requester()),
                            at));
        }

        public Optional<TakingBack> notMe(Instant at) {
            return key.map(made -> TakingBack.notMe(ask, right, made, at));
        }

        /** The person gives the right back, when no key is left. */
        public Optional<Approved> tryAgain(Instant until) {
            if (key.isPresent()) {
                return Optional.empty();
            }
            return Optional.of(
                    new Approved(ask, right.freshCount().atLeastUntil(until), Optional.empty()));
        }

        /** The person ends it, when no key is left. */
        public Optional<Cancelled> close(UserId by, Instant at) {
            return key.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Cancelled(ask, right, by, at));
        }

        /** The person removes the key that exists. */
        public Optional<TakingBack> remove(UserId by, Instant at) {
            return key.map(made ->
                    new TakingBack(ask, right, made, TakingBack.Why.REMOVED, Optional.of(by), at));
        }
    }

    /** Somebody said no; nobody named means the desk's own rules. */
    record Denied(Ask ask, Optional<UserId> by, Instant at, String why) implements SecretRequest {}

    /** The requester took it back. */
    record Withdrawn(Ask ask, Optional<Right> right, Instant at) implements SecretRequest {}

    /** Nobody decided in time. */
    record Lapsed(Ask ask, Instant at) implements SecretRequest {}

    /** An approver called it off before the pick-up. */
    record Cancelled(Ask ask, Right right, UserId by, Instant at) implements SecretRequest {}

    /** Approved, but never picked up. */
    record Unclaimed(Ask ask, Right right, Instant at) implements SecretRequest {}

    /** The key was removed from Entra. */
    record Revoked(
            Ask ask, Right right, MadeKey key, Optional<UserId> by, Instant at, TakingBack.Why why)
            implements SecretRequest {}
}
