package dev.keydesk.approval;

import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.ApprovalsChannel;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.request.ReasonForm.No;
import dev.keydesk.request.Requests;
import dev.keydesk.request.StateTimers;
import dev.keydesk.request.Ticket;

/** Approvals: the card, its buttons, and what approvers do about requests that need a person. */
public final class ApprovalFeature {
    private ApprovalFeature() {}

    /** Creates the parts and registers them. */
    public static void register(
            Platform platform, Messaging messaging, Requests requests, AccessRules access) {
        var clock = platform.clock();
        var handlers = messaging.handlers();
        var liveMessages = messaging.liveMessages();
        var policy = access.policy();
        var approvals = new Approvals(requests, access, clock);
        var stuck = new ManualIntervention(requests, access, clock);
        handlers.button(Approvals.APPROVE, approvals::approve);
        var reasonForm = new ReasonForm(messaging.chat(), access.principals());
        handlers.opensOrSettles(
                Approvals.ASK_WHY_DENY,
                press ->
                        Ticket.parse(press.subject()).isPresent()
                                && reasonForm.open(No.TO_A_REQUEST, press),
                approvals::formDidNotOpen);
        handlers.form(No.TO_A_REQUEST.callback(), form -> reasonForm.sent(form, Approvals.DENY));
        messaging.inbox().on(Approvals.DENY, approvals::deny);
        handlers.button(Approvals.CANCEL, approvals::cancel);
        handlers.button(ManualIntervention.TRY_AGAIN, stuck::tryAgain);
        handlers.button(ManualIntervention.CLOSE, stuck::close);
        handlers.button(ManualIntervention.REMOVE, stuck::remove);
        platform.jobs().on(StateTimers.NUDGE, requests::refreshMessages);
        var channel = new ApprovalsChannel(messaging.channels().approvals(), messaging.chat());
        var card = new ApprovalCard(policy, access.deliveryMethods(), channel, liveMessages);
        requests.messages()
                .show(ApprovalCard.PLACE, card)
                .show(CardThread.PLACE, new CardThread(card))
                .show(ApprovalReminder.PLACE, new ApprovalReminder(policy, clock));
    }
}
