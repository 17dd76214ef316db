package dev.keydesk.decision;

/** What the rules say, and why, in the sentence that the card, the audit log and people see. */
public sealed interface Verdict {
    String because();

    /** One that nobody else can change. */
    sealed interface Final extends Verdict {}

    /** It may be done now. */
    record Allowed(String because) implements Final {}

    /** It may be done once somebody else signs it off. */
    record NeedsApproval(String because) implements Verdict {}

    /** It may not be done. */
    record Refused(String because) implements Final {}
}
