package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.request.PrincipalResolver;

import java.util.Optional;

/** Who may say what becomes of a reminder: every full member of the organisation, as of now. */
final class MemberGuard {
    private final PrincipalResolver principals;

    MemberGuard(PrincipalResolver principals) {
        this.principals = principals;
    }

    /** Why this person may not; Slack is asked now. */
    Optional<String> refusal(UserId who) {
        return principals.asMember(who).fullMember()
                ? Optional.empty()
                : Optional.of(
                        "Only full members of this organisation can do that, so nothing was"
                                + " changed.");
    }
}
