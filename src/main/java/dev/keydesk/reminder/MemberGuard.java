package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.request.PrincipalResolver;

import java.util.Optional;

/** Allows every full member of the organisation to act on reminders, as of now. */
final class MemberGuard {
    private final PrincipalResolver principals;

    MemberGuard(PrincipalResolver principals) {
        this.principals = principals;
    }

    /** Returns why this person may not; Slack is asked now. */
    Optional<String> refusal(UserId who) {
        return principals.asMember(who).fullMember()
                ? Optional.empty()
                : Optional.of(
                        "Only full members of this organisation can do that, so nothing was"
                                + " changed.");
    }
}
