package dev.keydesk.renewal;

import dev.keydesk.config.UserId;
import dev.keydesk.reminder.Teams;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Verdict;

/** Who may say what becomes of an old key: who has the new one, who owns the app, who decides. */
public final class Pressers {
    private final Policy policy;
    private final Standings standings;
    private final Teams teams;

    public Pressers(Policy policy, Standings standings, Teams teams) {
        this.policy = policy;
        this.standings = standings;
        this.teams = teams;
    }

    /** On facts read now; nobody is asked for owners where it does not matter. */
    Verdict of(UserId who, Renewed renewed) {
        return policy.settleOld(
                standings.forDeciding(who),
                renewed.requester(),
                () -> teams.ownersOf(renewed.app()).contains(who));
    }

    /** The same people in words, of whom only the one is called who has the new key. */
    static String inWords(Renewed renewed) {
        return "%s, the owners of the app registration and those who approve requests"
                .formatted(renewed.requester().mention());
    }
}
