package dev.keydesk.decision;

import dev.keydesk.workflow.Versioned;

/** What a decision does to a thing in the state that was read. */
public sealed interface Step<S> {
    /**
     * Moves the thing.
     *
     * @param sentence the reason, for the audit log
     */
    record Move<S>(S to, String sentence) implements Step<S> {}

    /** Moves nothing and ends with this outcome. */
    record End<S>(DecisionOutcome<S> outcome) implements Step<S> {}

    /** Somebody else has moved the thing since it was read: decide again. */
    record Again<S>() implements Step<S> {}

    /** What a button does if the person may click it. */
    @FunctionalInterface
    interface Of<S> {
        /**
         * Decides from what was read, and changes nothing that {@link Move} can change.
         *
         * @param verdict that allows it
         */
        Step<S> on(Versioned<S> stored, Verdict verdict);
    }

    static <S> Step<S> move(S to, String sentence) {
        return new Move<>(to, sentence);
    }

    static <S> Step<S> done(Versioned<S> stored) {
        return new End<>(new DecisionOutcome.Done<>(stored.state()));
    }

    static <S> Step<S> settled(Versioned<S> stored) {
        return new End<>(new DecisionOutcome.Settled<>(stored.state()));
    }

    static <S> Step<S> notNow(Versioned<S> stored, String because) {
        return new End<>(new DecisionOutcome.NotNow<>(stored.state(), because));
    }

    static <S> Step<S> outdated(Versioned<S> stored) {
        return new End<>(new DecisionOutcome.Outdated<>(stored.state()));
    }
}
