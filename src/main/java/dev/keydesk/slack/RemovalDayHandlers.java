package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.removal.RemovalDayForm;
import dev.keydesk.removal.RenewalDecisions;

/** The form for the day on which an old key is removed. */
final class RemovalDayHandlers {
    private final InteractionMapper interactionMapper;
    private final Inbox inbox;
    private final RemovalDayForm removalDayForm;

    RemovalDayHandlers(
            InteractionMapper interactionMapper, Inbox inbox, RemovalDayForm removalDayForm) {
        this.interactionMapper = interactionMapper;
        this.inbox = inbox;
        this.removalDayForm = removalDayForm;
    }

    void register(App app) {
        app.blockAction(
                RenewalDecisions.REMOVE_ON,
                (request, context) -> {
                    var interaction = interactionMapper.of(request, request.getPayload());
                    // The form has to be opened now; the trigger is gone in three seconds.
                    if (inbox.first(interaction.id())) {
                        removalDayForm
                                .open(interaction.subject(), request.getPayload().getTriggerId())
                                .ifPresent(sentence ->
                                        inbox.takeFirst(interaction.answerOnly(sentence)));
                    }
                    return context.ack();
                });
        app.viewSubmission(
                RemovalDayForm.CALLBACK,
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var day = FormFields.of(view).date(RemovalDayForm.DAY);
                    var pressed = FormFields.metadata(view);
                    var mistakes = removalDayForm.mistakes(pressed, day);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    inbox.take(
                            interactionMapper.plain(
                                    request,
                                    RenewalDecisions.REMOVE_ON,
                                    new UserId(request.getPayload().getUser().getId()),
                                    pressed,
                                    day));
                    return context.ack();
                });
    }
}
