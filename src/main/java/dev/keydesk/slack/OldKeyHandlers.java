package dev.keydesk.slack;

import com.slack.api.bolt.App;

import dev.keydesk.config.UserId;
import dev.keydesk.inbox.Inbox;
import dev.keydesk.renewal.DayForm;
import dev.keydesk.renewal.OldKeyButtons;

import java.util.List;

/** The buttons on the card of an old key, and the form behind one of them. */
final class OldKeyHandlers {
    private static final List<String> BUTTONS =
            List.of(OldKeyButtons.REMOVE, OldKeyButtons.KEEP, OldKeyButtons.CALL_OFF);

    private final Clicks clicks;
    private final Inbox inbox;
    private final DayForm dayForm;

    OldKeyHandlers(Clicks clicks, Inbox inbox, DayForm dayForm) {
        this.clicks = clicks;
        this.inbox = inbox;
        this.dayForm = dayForm;
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
        app.blockAction(
                OldKeyButtons.REMOVE_ON,
                (request, context) -> {
                    var click = clicks.of(request, request.getPayload());
                    // The form has to be opened now; the trigger is gone in three seconds.
                    if (inbox.first(click.id())) {
                        dayForm.open(click.subject(), request.getPayload().getTriggerId())
                                .ifPresent(sentence -> inbox.takeFirst(click.toldOnly(sentence)));
                    }
                    return context.ack();
                });
        app.viewSubmission(
                DayForm.CALLBACK,
                (request, context) -> {
                    var view = request.getPayload().getView();
                    var day = Fields.of(view).date(DayForm.DAY);
                    var pressed = Fields.metadata(view);
                    var mistakes = dayForm.mistakes(pressed, day);
                    if (!mistakes.isEmpty()) {
                        return context.ackWithErrors(mistakes);
                    }
                    inbox.take(
                            clicks.plain(
                                    request,
                                    OldKeyButtons.REMOVE_ON,
                                    new UserId(request.getPayload().getUser().getId()),
                                    pressed,
                                    day));
                    return context.ack();
                });
    }
}
