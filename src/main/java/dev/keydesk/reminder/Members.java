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
        var standing = standings.asMember(who);
        var person = standing.person();
        boolean fine =
                standing.colleague()
                        && !person.deactivated()
                        && !person.bot()
                        && !person.guest()
                        && !person.stranger();
        return fine
                ? Optional.empty()
                : Optional.of(
                        "Only full members of this organisation can do that, so nothing was"
                                + " changed.");
    }
}
