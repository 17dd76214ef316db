package dev.keydesk.renewal;

import dev.keydesk.config.UserId;
import dev.keydesk.reminder.AppTeams;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;
import dev.keydesk.request.Verdict;

/**
 * Who may say what becomes of an old key: an owner, the team, and who decides. Who has the new key
 * may keep the old one, and asks for its removal.
 */
public final class RenewalGuard {
    private final Policy policy;
    private final PrincipalResolver principals;
    private final AppTeams appTeams;

    public RenewalGuard(Policy policy, PrincipalResolver principals, AppTeams appTeams) {
        this.policy = policy;
        this.principals = principals;
        this.appTeams = appTeams;
    }

    /** May that person have it removed? Decided on facts that are read now. */
    Verdict toRemove(UserId who, Renewed renewed) {
        return policy.removeOld(
                principals.forDeciding(who),
                renewed.requester(),
                () -> appTeams.looksAfter(who, renewed.app()));
    }

    /** May that person keep it, or call its removal off? */
    Verdict toKeep(UserId who, Renewed renewed) {
        return policy.keepOld(
                principals.forDeciding(who),
                renewed.requester(),
                () -> appTeams.looksAfter(who, renewed.app()));
    }

    /** The same people in words; only the one who has the new key is mentioned. */
    static String inWords(Renewed renewed) {
        return "The owners of the app registration, its team and those who approve requests can say so. %s can keep it or ask for its removal."
                .formatted(renewed.requester().mention());
    }
}
