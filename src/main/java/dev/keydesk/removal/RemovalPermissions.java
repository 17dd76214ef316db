package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.decision.Verdict;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;

/** Who may decide about a removal, on facts that are read now. */
final class RemovalPermissions {
    private final Policy policy;
    private final PrincipalResolver principals;
    private final OwnerLookup owners;

    RemovalPermissions(Policy policy, PrincipalResolver principals, OwnerLookup owners) {
        this.policy = policy;
        this.principals = principals;
        this.owners = owners;
    }

    /** Who decides about requests, but nobody about what they asked for themselves. */
    Verdict.Final approver(UserId who, Removal removal) {
        return policy.decide(principals.forDeciding(who), removal.details().by());
    }

    /** Whoever asked for it, or one who decides. */
    Verdict.Final askerOrApprover(UserId who, Removal removal) {
        return removal.details().by().equals(who)
                ? new Verdict.Allowed("The requester may.")
                : policy.decideAlone(principals.forDeciding(who));
    }

    /**
     * Who may let a key go although the newer one is not there: who may have it removed without
     * asking anybody.
     */
    Verdict withoutNewerKey(UserId who, Removal removal) {
        var verdict =
                removal.details().renewal().isPresent()
                        ? teamToRemove(who, removal)
                        : policy.decideAlone(principals.forDeciding(who));
        return verdict instanceof Verdict.NeedsApproval(var because)
                ? new Verdict.Refused(because)
                : verdict;
    }

    /**
     * Who may have a key removed that was renewed: an owner, its team, and who decides. The
     * requester of the newer one who is none of these asks for it.
     */
    Verdict teamToRemove(UserId who, Removal removal) {
        return policy.removeOld(
                principals.forDeciding(who),
                requester(removal),
                () -> owners.looksAfter(who, removal.details().app()));
    }

    /** The same to keep it, or to call its removal off; the requester of the newer one may, too. */
    Verdict teamToKeep(UserId who, Removal removal) {
        return policy.keepOld(
                principals.forDeciding(who),
                requester(removal),
                () -> owners.looksAfter(who, removal.details().app()));
    }

    private static UserId requester(Removal removal) {
        var details = removal.details();
        return details.renewal().map(Renewal::requester).orElse(details.by());
    }

    /** The team in words; only the one who has the new key is mentioned. */
    static String teamInWords(Renewal renewal) {
        return "The owners of the app registration, its team and the approvers can decide this. %s can keep the secret or ask for its removal."
                .formatted(renewal.requester().mention());
    }
}
