package dev.keydesk.decision;

/**
 * What came of a decision. Slack and the page each say it in their own words.
 *
 * @param <S> the sealed type of the states
 */
public sealed interface DecisionOutcome<S> {
    /** It is done; or it was done before, by this very click. */
    record Done<S>(S now) implements DecisionOutcome<S> {}

    /** What the button names is not there. */
    record NotFound<S>() implements DecisionOutcome<S> {}

    /** The button stands on a message that is not the current one; nothing was changed. */
    record Outdated<S>(S now) implements DecisionOutcome<S> {}

    /** This person may not; nothing was changed, and the audit log keeps it. */
    record NotAllowed<S>(S now, String because) implements DecisionOutcome<S> {}

    /** They may, but it is not possible now; nothing was changed. */
    record NotNow<S>(S now, String because) implements DecisionOutcome<S> {}

    /** In this state there is nothing to decide any more: somebody was faster. */
    record Settled<S>(S now) implements DecisionOutcome<S> {}

    /** Each time it was to be moved, somebody else had moved it; nothing was changed here. */
    record RaceLost<S>(S now) implements DecisionOutcome<S> {}
}
