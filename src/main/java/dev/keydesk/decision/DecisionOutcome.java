package dev.keydesk.decision;

/**
 * The result of a decision. Each surface shows it in its own words.
 *
 * @param <S> the sealed type of the states
 */
public sealed interface DecisionOutcome<S> {
    /** The decision was made now, or earlier by the same click. */
    record Done<S>(S now) implements DecisionOutcome<S> {}

    /** The thing that the button names does not exist. */
    record NotFound<S>() implements DecisionOutcome<S> {}

    /** The button is on an outdated message; nothing was changed. */
    record Outdated<S>(S now) implements DecisionOutcome<S> {}

    /** The person may not; nothing was changed, and the refusal was audited. */
    record NotAllowed<S>(S now, String because) implements DecisionOutcome<S> {}

    /** The person may, but it is not possible now; nothing was changed. */
    record NotNow<S>(S now, String because) implements DecisionOutcome<S> {}

    /** There is nothing left to decide in this state, because somebody else was faster. */
    record Settled<S>(S now) implements DecisionOutcome<S> {}

    /** Somebody else moved the thing at every attempt; nothing was changed here. */
    record RaceLost<S>(S now) implements DecisionOutcome<S> {}
}
