package dev.keydesk.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;

import dev.keydesk.config.UserId;
import dev.keydesk.interactions.Inbox;
import dev.keydesk.interactions.Interaction;
import dev.keydesk.reminder.NotOursForm;
import dev.keydesk.reminder.ReminderMenu;
import dev.keydesk.reminder.ReminderMenu.Taken;
import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.reminder.RenewalFormOpener;

import java.util.Optional;

/** The menu beside each line of a reminder, and the form behind one of its lines. */
final class ReminderHandlers {
    private final InteractionMapper interactionMapper;
    private final Inbox inbox;
    private final RenewalFormOpener renewalFormOpener;
    private final NotOursForm notOurs;
    private final RemoveForm remove;

    ReminderHandlers(
            InteractionMapper interactionMapper,
            Inbox inbox,
            RenewalFormOpener renewalFormOpener,
            NotOursForm notOurs,
            RemoveForm remove) {
        this.interactionMapper = interactionMapper;
        this.inbox = inbox;
        this.renewalFormOpener = renewalFormOpener;
        this.notOurs = notOurs;
        this.remove = remove;
    }

    void register(App app) {
        app.blockAction(
                ReminderMenu.ACTION,
                (request, context) -> {
                    take(request, request.getPayload());
                    return context.ack();
                });
        app.viewSubmission(
                NotOursForm.CALLBACK,
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var line = FormFields.metadata(view);
                    inbox.take(
                            interactionMapper.plain(
                                    request,
                                    ReminderMenu.NOT_OURS.action(),
                                    new UserId(request.getPayload().getUser().getId()),
                                    line,
                                    FormFields.of(view).conversation(NotOursForm.CHANNEL)));
                    return context.ack();
                });
        app.viewSubmission(
                RemoveForm.CALLBACK,
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var line = FormFields.metadata(view);
                    var words = FormFields.of(view).text(RemoveForm.WORDS);
                    var mistakes = remove.mistakes(words);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    inbox.take(
                            interactionMapper.plain(
                                    request,
                                    ReminderMenu.REMOVE.action(),
                                    new UserId(request.getPayload().getUser().getId()),
                                    line,
                                    words.strip()));
                    return context.ack();
                });
    }

    private void take(Request<?> request, BlockActionPayload payload) {
        var interaction = interactionMapper.of(request, payload);
        ReminderMenu.taken(interaction.subject())
                .ifPresentOrElse(
                        taken -> take(interaction, taken, payload.getTriggerId()),
                        // The inbox says that it is of another version.
                        () -> inbox.take(interaction));
    }

    private void take(Interaction interaction, Taken taken, String triggerId) {
        switch (taken.what()) {
            case SNOOZE -> inbox.take(interaction.withSubject(taken.what().action(), taken.line()));
            case RENEW ->
                    opened(
                            interaction,
                            () ->
                                    renewalFormOpener.open(
                                            interaction.user(), taken.line(), triggerId));
            case REMOVE ->
                    opened(
                            interaction,
                            () -> remove.open(interaction.user(), taken.line(), triggerId));
            case NOT_OURS -> opened(interaction, () -> notOurs.open(taken.line(), triggerId));
        }
    }

    private interface Form {
        /** A sentence if it was not opened. */
        Optional<String> open();
    }

    /** A form has to be opened now; the trigger is gone in three seconds. */
    private void opened(Interaction interaction, Form form) {
        if (inbox.first(interaction.id())) {
            form.open().ifPresent(sentence -> inbox.takeFirst(interaction.answerOnly(sentence)));
        }
    }
}
