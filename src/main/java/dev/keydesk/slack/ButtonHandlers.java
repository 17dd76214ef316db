package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.approval.Approvals;
import dev.keydesk.approval.ManualIntervention;
import dev.keydesk.approval.ReasonForm;
import dev.keydesk.approval.ReasonForm.No;
import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.link.LinkMessage;
import dev.keydesk.pickup.DeliveryConfirmation;
import dev.keydesk.pickup.PickUpMessage;
import dev.keydesk.pickup.PickUps;
import dev.keydesk.pickup.ShorterLifetime;
import dev.keydesk.removal.RemovalDecisions;
import dev.keydesk.removal.RemovalId;
import dev.keydesk.removal.RenewalDecisions;
import dev.keydesk.request.Ticket;
import dev.keydesk.request.Withdrawals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The buttons on our messages: stored, acknowledged, and settled by a job. */
final class ButtonHandlers {
    static final List<String> BUTTONS =
            List.of(
                    Withdrawals.ACTION,
                    Approvals.APPROVE,
                    Approvals.CANCEL,
                    ManualIntervention.TRY_AGAIN,
                    ManualIntervention.CLOSE,
                    ManualIntervention.REMOVE,
                    PickUps.PICK_UP,
                    ShorterLifetime.ACTION,
                    PickUpMessage.GET_LINK,
                    DeliveryConfirmation.HAVE_IT,
                    DeliveryConfirmation.HAVE_IT_HERE,
                    DeliveryConfirmation.NOT_RECEIVED,
                    DeliveryConfirmation.REMOVE,
                    DeliveryConfirmation.NOT_ME,
                    RemovalDecisions.APPROVE,
                    RemovalDecisions.WITHDRAW,
                    RemovalDecisions.TRY_AGAIN,
                    RenewalDecisions.REMOVE,
                    RenewalDecisions.KEEP,
                    RenewalDecisions.CALL_OFF);

    private final InteractionMapper interactionMapper;
    private final BlockActions blockActions;
    private final Inbox inbox;
    private final ReasonForm reasonForm;

    ButtonHandlers(
            InteractionMapper interactionMapper,
            BlockActions blockActions,
            Inbox inbox,
            ReasonForm reasonForm) {
        this.interactionMapper = interactionMapper;
        this.blockActions = blockActions;
        this.inbox = inbox;
        this.reasonForm = reasonForm;
    }

    void register(App app) {
        for (var button : BUTTONS) {
            app.blockAction(
                    button,
                    (request, context) -> {
                        blockActions.take(request, request.getPayload());
                        return context.ack();
                    });
        }
        // The browser has opened the address already; Slack only wants to hear that we know.
        app.blockAction(LinkMessage.OPEN, (_, context) -> context.ack());
        no(app, Approvals.ASK_WHY_DENY, No.TO_A_REQUEST, Ticket::parse, Approvals.DENY);
        no(
                app,
                RemovalDecisions.ASK_WHY_DECLINE,
                No.TO_A_REMOVAL,
                RemovalId::parse,
                RemovalDecisions.DECLINE);
    }

    /**
     * A button that asks for a reason, and the form with it.
     *
     * @param name reads what the button is about, which may be anything
     * @param settles what the form is taken as
     */
    private void no(
            App app, String button, No no, Function<String, Optional<?>> name, String settles) {
        app.blockAction(
                button,
                (request, context) -> {
                    var payload = request.getPayload();
                    var interaction = interactionMapper.of(request, payload);
                    // The form has to be opened now; the trigger is gone in three seconds.
                    if (inbox.first(interaction.id())
                            && (name.apply(interaction.subject()).isEmpty()
                                    || !reasonForm.open(
                                            no,
                                            interaction.user(),
                                            interaction.subject(),
                                            payload.getTriggerId()))) {
                        inbox.takeFirst(interaction);
                    }
                    return context.ack();
                });
        app.viewSubmission(
                no.callback(),
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var reason = FormFields.of(view).text(ReasonForm.REASON);
                    Map<String, String> mistakes = reasonForm.mistakes(reason);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    var by = new UserId(request.getPayload().getUser().getId());
                    inbox.take(
                            interactionMapper.plain(
                                    request,
                                    settles,
                                    by,
                                    reasonForm.subjectOf(view.getPrivateMetadata()),
                                    reason.strip()));
                    return context.ack();
                });
    }
}
