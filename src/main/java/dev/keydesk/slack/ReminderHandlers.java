package dev.keydesk.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.bolt.App;
import com.slack.api.bolt.request.Request;

import dev.keydesk.config.UserId;
import dev.keydesk.inbox.Click;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.reminder.NotOursForm;
import dev.keydesk.reminder.ReminderMenu;
import dev.keydesk.reminder.ReminderMenu.Taken;
import dev.keydesk.reminder.RemoveForm;
import dev.keydesk.reminder.Renewing;

import java.util.Optional;

/** The menu beside each line of a reminder, and the form behind one of its lines. */
final class ReminderHandlers {
    private final Clicks clicks;
    private final Inbox inbox;
    private final Renewing renewing;
    private final NotOursForm notOurs;
    private final RemoveForm remove;

    ReminderHandlers(
            Clicks clicks, Inbox inbox, Renewing renewing, NotOursForm notOurs, RemoveForm remove) {
        this.clicks = clicks;
        this.inbox = inbox;
        this.renewing = renewing;
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
                    var line = Optional.ofNullable(view.getPrivateMetadata()).orElse("");
                    inbox.take(
                            clicks.plain(
                                    request,
                                    ReminderMenu.NOT_OURS.action(),
                                    new UserId(request.getPayload().getUser().getId()),
                                    line,
                                    Fields.of(view).conversation(NotOursForm.CHANNEL)));
                    return context.ack();
                });
        app.viewSubmission(
                RemoveForm.CALLBACK,
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var line = Optional.ofNullable(view.getPrivateMetadata()).orElse("");
                    var words = Fields.of(view).text(RemoveForm.WORDS);
                    var mistakes = remove.mistakes(words);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    inbox.take(
                            clicks.plain(
                                    request,
                                    ReminderMenu.REMOVE.action(),
                                    new UserId(request.getPayload().getUser().getId()),
                                    line,
                                    words.strip()));
                    return context.ack();
                });
    }

    private void take(Request<?> request, BlockActionPayload payload) {
        var click = clicks.of(request, payload);
        ReminderMenu.taken(click.subject())
                .ifPresentOrElse(
                        taken -> take(click, taken, payload.getTriggerId()),
                        // The inbox says that it is of another version.
                        () -> inbox.take(click));
    }

    private void take(Click click, Taken taken, String triggerId) {
        switch (taken.what()) {
            case SNOOZE -> inbox.take(click.about(taken.what().action(), taken.line()));
            case RENEW -> opened(click, () -> renewing.open(click.by(), taken.line(), triggerId));
            case REMOVE -> opened(click, () -> remove.open(click.by(), taken.line(), triggerId));
            case NOT_OURS -> opened(click, () -> notOurs.open(taken.line(), triggerId));
        }
    }

    private interface Form {
        /** A sentence if it was not opened. */
        Optional<String> open();
    }

    /** A form has to be opened now; the trigger is gone in three seconds. */
    private void opened(Click click, Form form) {
        if (inbox.first(click.id())) {
            form.open().ifPresent(sentence -> inbox.takeFirst(click.toldOnly(sentence)));
        }
    }
}
