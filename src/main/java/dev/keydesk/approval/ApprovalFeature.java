package dev.keydesk.approval;

import dev.keydesk.decision.StateButton;
import dev.keydesk.platform.Messaging;
import dev.keydesk.platform.Platform;
import dev.keydesk.request.AccessRules;
import dev.keydesk.request.ApprovalsChannel;
import dev.keydesk.request.ReasonForm;
import dev.keydesk.request.ReasonForm.No;
import dev.keydesk.request.Requests;
import dev.keydesk.request.StateTimers;

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
        var reasonForm = new ReasonForm(messaging.chat(), access.principals());
        var buttons = new ApprovalButtons(requests, access, reasonForm, clock);
        StateButton.take(handlers, buttons.all());
        handlers.form(
                No.TO_A_REQUEST.callback(), form -> reasonForm.sent(form, ApprovalButtons.DENY));
        messaging.inbox().register(ApprovalButtons.DENY, buttons.denied());
        platform.jobs().register(StateTimers.NUDGE, requests::refreshMessages);
        var channel = new ApprovalsChannel(messaging.channels().approvals(), messaging.chat());
        var card =
                new ApprovalCard(
                        policy, access.deliveryMethods(), channel, liveMessages, buttons.all());
        requests.messages()
                .show(ApprovalCard.PLACE, card)
                .show(CardThread.PLACE, new CardThread(card))
                .show(ApprovalReminder.PLACE, new ApprovalReminder(policy, clock));
    }
}
