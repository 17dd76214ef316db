package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.approval.Approvals;
import dev.keydesk.approval.DenyForm;
import dev.keydesk.approval.StuckRequests;
import dev.keydesk.config.UserId;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.link.LinkMessage;
import dev.keydesk.pickup.PickUpNote;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.pickup.Receipts;
import dev.keydesk.removal.RemovalDecisions;
import dev.keydesk.request.Withdrawals;

import java.util.List;
import java.util.Map;

/** The buttons on our messages: stored, acknowledged, and settled by a job. */
final class ButtonHandlers {
    static final List<String> BUTTONS =
            List.of(
                    Withdrawals.ACTION,
                    Approvals.APPROVE,
                    Approvals.CANCEL,
                    StuckRequests.TRY_AGAIN,
                    StuckRequests.CLOSE,
                    StuckRequests.REMOVE,
                    PickUps.PICK_UP,
                    PickUpNote.GET_LINK,
                    Receipts.HAVE_IT,
                    Receipts.HAVE_IT_HERE,
                    Receipts.NOT_RECEIVED,
                    Receipts.REMOVE,
                    Receipts.NOT_ME,
                    RemovalDecisions.APPROVE,
                    RemovalDecisions.DECLINE,
                    RemovalDecisions.WITHDRAW,
                    RemovalDecisions.TRY_AGAIN);

    private final Clicks clicks;
    private final Inbox inbox;
    private final DenyForm denyForm;

    ButtonHandlers(Clicks clicks, Inbox inbox, DenyForm denyForm) {
        this.clicks = clicks;
        this.inbox = inbox;
        this.denyForm = denyForm;
    }

    void register(App app) {
        for (var button : BUTTONS) {
            app.blockAction(
                    button,
                    (request, context) -> {
                        inbox.take(clicks.of(request, request.getPayload()));
                        return context.ack();
                    });
        }
        // The browser has opened the address already; Slack only wants to hear that we know.
        app.blockAction(LinkMessage.OPEN, (_, context) -> context.ack());
        app.blockAction(
                Approvals.ASK_WHY_DENY,
                (request, context) -> {
                    var payload = request.getPayload();
                    var click = clicks.of(request, payload);
                    // The form has to be opened now; the trigger is gone in three seconds.
                    if (inbox.first(click.id())
                            && !denyForm.open(
                                    click.by(), click.subject(), payload.getTriggerId())) {
                        inbox.takeFirst(click);
                    }
                    return context.ack();
                });
        app.viewSubmission(
                DenyForm.CALLBACK,
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var reason = Fields.of(view).text(DenyForm.REASON);
                    Map<String, String> mistakes = denyForm.mistakes(reason);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    var by = new UserId(request.getPayload().getUser().getId());
                    inbox.take(
                            clicks.plain(
                                    request,
                                    Approvals.DENY,
                                    by,
                                    denyForm.subjectOf(view.getPrivateMetadata()),
                                    reason.strip()));
                    return context.ack();
                });
    }
}
