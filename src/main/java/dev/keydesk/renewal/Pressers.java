package dev.keydesk.renewal;

import dev.keydesk.config.UserId;
import dev.keydesk.reminder.Teams;
import dev.keydesk.request.Policy;
import dev.keydesk.request.Standings;
import dev.keydesk.request.Verdict;

/**
 * Who may say what becomes of an old key: an owner, the team, and who decides. Who has the new key
 * may keep the old one, and asks for its removal.
 */
public final class Pressers {
    private final Policy policy;
    private final Standings standings;
    private final Teams teams;

    public Pressers(Policy policy, Standings standings, Teams teams) {
        this.policy = policy;
        this.standings = standings;
        this.teams = teams;
    }

    /** May that person have it removed? Decided on facts that are read now. */
    Verdict toRemove(UserId who, Renewed renewed) {
        return policy.removeOld(
                standings.forDeciding(who),
                renewed.requester(),
                () -> teams.looksAfter(who, renewed.app()));
    }

    /** May that person keep it, or call its removal off? */
    Verdict toKeep(UserId who, Renewed renewed) {
        return policy.keepOld(
                standings.forDeciding(who),
                renewed.requester(),
                () -> teams.looksAfter(who, renewed.app()));
    }

    /** The same people in words; only the one who has the new key is mentioned. */
    static String inWords(Renewed renewed) {
        return "The owners of the app registration, its team and those who approve requests can say so. %s can keep it or ask for its removal."
                .formatted(renewed.requester().mention());
    }
}
