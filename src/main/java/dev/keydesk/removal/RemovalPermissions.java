package dev.keydesk.removal;

import dev.keydesk.config.UserId;
import dev.keydesk.decision.Verdict;
import dev.keydesk.request.Policy;
import dev.keydesk.request.PrincipalResolver;

/** Decides who may do what with a removal, with facts that are read now. */
final class RemovalPermissions {
    private final Policy policy;
    private final PrincipalResolver principals;
    private final OwnerLookup owners;

    RemovalPermissions(Policy policy, PrincipalResolver principals, OwnerLookup owners) {
        this.policy = policy;
        this.principals = principals;
        this.owners = owners;
    }

    /** Allows approvers, except for what they asked for themselves. */
    Verdict.Final approver(UserId who, Removal removal) {
        return policy.decide(principals.forDeciding(who), removal.details().requestedBy());
    }

    /** Allows the person who asked for it, and approvers. */
    Verdict.Final askerOrApprover(UserId who, Removal removal) {
        return removal.details().requestedBy().equals(who)
                ? new Verdict.Allowed("The requester may.")
                : policy.decideAlone(principals.forDeciding(who));
    }

    /**
     * Decides who may have a secret removed although the newer one does not exist: those who may
     * have it removed without asking anybody.
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
     * Decides who may have a renewed secret removed: owners, the team and approvers. A requester of
     * the newer one who is none of these asks the approvers.
     */
    Verdict teamToRemove(UserId who, Removal removal) {
        return policy.removeOld(
                principals.forDeciding(who),
                requester(removal),
                () -> owners.looksAfter(who, removal.details().app()));
    }

    /**
     * Decides who may keep it, or withdraw its removal; the requester of the newer one may, too.
     */
    Verdict teamToKeep(UserId who, Removal removal) {
        return policy.keepOld(
                principals.forDeciding(who),
                requester(removal),
                () -> owners.looksAfter(who, removal.details().app()));
    }

    private static UserId requester(Removal removal) {
        var details = removal.details();
        return details.renewal().map(Renewal::requester).orElse(details.requestedBy());
    }

    /** Describes the team; only the person with the new secret is mentioned. */
    static String teamInWords(Renewal renewal) {
        return "The owners of the app registration, its team and the approvers can decide this. %s can keep the secret or ask for its removal."
                .formatted(renewal.requester().mention());
    }
}
