package dev.keydesk.reminder;

import dev.keydesk.config.UserId;
import dev.keydesk.request.Standings;

import java.util.Optional;

/** Who may say what becomes of a reminder: every full member of the organisation, as of now. */
final class Members {
    private final Standings standings;

    Members(Standings standings) {
        this.standings = standings;
    }

    /** Why this person may not; Slack is asked now. */
    Optional<String> refusal(UserId who) {
        return standings.asMember(who).fullMember()
                ? Optional.empty()
                : Optional.of(
                        "Only full members of this organisation can do that, so nothing was"
                                + " changed.");
    }
}
