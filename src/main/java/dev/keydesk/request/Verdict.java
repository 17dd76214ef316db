package dev.keydesk.request;

/** What the rules say, and why, in the sentence that the card, the audit log and people see. */
public sealed interface Verdict {
    String because();

    /** It may be done now. */
    record Allowed(String because) implements Verdict {}

    /** It may be done once somebody else signs it off. */
    record NeedsApproval(String because) implements Verdict {}

    /** It may not be done. */
    record Refused(String because) implements Verdict {}
}
