package dev.keydesk.approval;

import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.ApprovalsChannel;
import dev.keydesk.request.Requests;
import dev.keydesk.request.StateTimers;

/** Somebody else decides: the card, its buttons, and what approvers do about stuck requests. */
public final class ApprovalFeature {
    private ApprovalFeature() {}

    /** Puts the parts together and registers them. */
    public static void register(
            Platform platform, Messaging messaging, Requests requests, AccessRules access) {
        var clock = platform.clock();
        var inbox = messaging.inbox();
        var liveMessages = messaging.liveMessages();
        var policy = access.policy();
        var approvals = new Approvals(requests, access, clock);
        var stuck = new ManualIntervention(requests, access, clock);
        inbox.on(Approvals.APPROVE, approvals::approve);
        inbox.on(Approvals.ASK_WHY_DENY, approvals::formDidNotOpen);
        inbox.on(Approvals.DENY, approvals::deny);
        inbox.on(Approvals.CANCEL, approvals::cancel);
        inbox.on(ManualIntervention.TRY_AGAIN, stuck::tryAgain);
        inbox.on(ManualIntervention.CLOSE, stuck::close);
        inbox.on(ManualIntervention.REMOVE, stuck::remove);
        platform.jobs().on(StateTimers.NUDGE, requests::refreshMessages);
        var channel = new ApprovalsChannel(messaging.channels().approvals(), messaging.chat());
        var card = new ApprovalCard(policy, access.deliveryMethods(), channel, liveMessages);
        requests.messages()
                .show(ApprovalCard.PLACE, card)
                .show(CardThread.PLACE, new CardThread(card))
                .show(ApprovalReminder.PLACE, new ApprovalReminder(policy, clock));
    }
}
