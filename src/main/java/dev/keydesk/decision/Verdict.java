package dev.keydesk.decision;

/**
 * What the rules say, with the reason, in the sentence that the card, the audit log and people see.
 */
public sealed interface Verdict {
    /** Returns the reason as a sentence. */
    String because();

    /** A verdict that no approval changes. */
    sealed interface Final extends Verdict {}

    /** It may be done now. */
    record Allowed(String because) implements Final {}

    /** It may be done after somebody else approves it. */
    record NeedsApproval(String because) implements Verdict {}

    /** It may not be done. */
    record Refused(String because) implements Final {}
}
